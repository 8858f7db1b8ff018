package org.sparsevd.tribuo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import org.sparsevd.data.Sha256;
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
 *   string sha256 = 4;                       // of the three above as written, in this order
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
  private static final int SHA256 = 4;

  /** The message as it is written. */
  byte[] bytes() {
    byte[] tensors =
        new WeightsFile(config.epochs(), weights)
            .bytes(new float[weights.getFirst().inputs()], config.threshold());
    ByteString first = metadata.toByteString();
    ByteString second = ByteString.copyFromUtf8(ConfigJson.write(config));
    ByteString third = ByteString.copyFrom(tensors);
    // Fields of a message without generated code: written and read like any other.
    return UnknownFieldSet.newBuilder()
        .addField(METADATA, field(first))
        .addField(CONFIG, field(second))
        .addField(WEIGHTS, field(third))
        .addField(SHA256, field(ByteString.copyFromUtf8(sha256(first, second, third))))
        .build()
        .toByteArray();
  }

  private static String sha256(ByteString... parts) {
    MessageDigest digest = Sha256.digest();
    for (ByteString part : parts) {
      digest.update(part.asReadOnlyByteBuffer());
    }
    return Sha256.hex(digest);
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
    ByteString metadata = only(fields, METADATA);
    ByteString config = only(fields, CONFIG);
    ByteString weights = only(fields, WEIGHTS);
    // A flipped bit of a weight would be a weight like any other.
    if (!only(fields, SHA256).toString(UTF_8).equals(sha256(metadata, config, weights))) {
      throw new InvalidProtocolBufferException(
          "the model is damaged: its content does not have the SHA-256 written with it");
    }
    try {
      return new ModelMessage(
          ModelDataProto.parseFrom(metadata),
          ConfigJson.parse(config.toString(UTF_8)),
          WeightsFile.parse(Path.of("weights"), weights.toByteArray(), List.of()).layers());
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
