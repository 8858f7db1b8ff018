package org.sparsevd.tribuo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import java.nio.file.Path;
import java.util.List;
import org.sparsevd.nn.LayerWeights;
import org.sparsevd.run.InvalidRunException;
import org.sparsevd.run.WeightsFile;
import org.sparsevd.train.ConfigJson;
import org.sparsevd.train.ExperimentConfig;
import org.sparsevd.train.InvalidConfigException;
import org.tribuo.protos.core.ModelDataProto;

/**
 * The protobuf message that a model is written as:
 *
 * <pre>
 * message SparseVdModelProto {
 *   tribuo.core.ModelDataProto metadata = 1; // name, provenance, features, labels
 *   string config = 2;                       // every setting, as JSON
 *   bytes weights = 3;                       // pruned θ and biases, as weights.safetensors
 * }
 * </pre>
 *
 * @param config as trained with
 * @param weights from the input on, without log σ²
 */
record ModelMessage(ModelDataProto metadata, ExperimentConfig config, List<LayerWeights> weights) {
  static final String TYPE_URL = "type.googleapis.com/org.sparsevd.tribuo.SparseVdModelProto";

  private static final int METADATA = 1;
  private static final int CONFIG = 2;
  private static final int WEIGHTS = 3;

  /** The message as it is written. */
  byte[] bytes() {
    byte[] tensors =
        new WeightsFile(config.epochs(), weights)
            .bytes(new float[weights.getFirst().inputs()], config.threshold());
    // Fields of a message without generated code: written and read like any other.
    return UnknownFieldSet.newBuilder()
        .addField(METADATA, field(metadata.toByteString()))
        .addField(CONFIG, field(ByteString.copyFromUtf8(ConfigJson.write(config))))
        .addField(WEIGHTS, field(ByteString.copyFrom(tensors)))
        .build()
        .toByteArray();
  }

  private static UnknownFieldSet.Field field(ByteString value) {
    return UnknownFieldSet.Field.newBuilder().addLengthDelimited(value).build();
  }

  /**
   * Reads a message.
   *
   * @throws InvalidProtocolBufferException in one sentence, when it is another
   */
  static ModelMessage parse(Any message) throws InvalidProtocolBufferException {
    if (!message.getTypeUrl().equals(TYPE_URL)) {
      throw new InvalidProtocolBufferException(
          "expected a message %s, got %s".formatted(TYPE_URL, message.getTypeUrl()));
    }
    UnknownFieldSet fields = UnknownFieldSet.parseFrom(message.getValue());
    try {
      return new ModelMessage(
          ModelDataProto.parseFrom(only(fields, METADATA)),
          ConfigJson.parse(only(fields, CONFIG).toString(UTF_8)),
          WeightsFile.parse(Path.of("weights"), only(fields, WEIGHTS).toByteArray(), List.of())
              .layers());
    } catch (InvalidConfigException | InvalidRunException e) {
      throw new InvalidProtocolBufferException(e.getMessage());
    }
  }

  private static ByteString only(UnknownFieldSet fields, int number)
      throws InvalidProtocolBufferException {
    List<ByteString> values = fields.getField(number).getLengthDelimitedList();
    if (values.size() != 1) {
      throw new InvalidProtocolBufferException(
          "field %d: expected one value, got %d".formatted(number, values.size()));
    }
    return values.getFirst();
  }
}
