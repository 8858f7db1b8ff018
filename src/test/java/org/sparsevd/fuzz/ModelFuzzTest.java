package org.sparsevd.fuzz;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sparsevd.data.Sha256;
import org.sparsevd.train.ExperimentConfig;
import org.sparsevd.tribuo.SparseVdModel;
import org.sparsevd.tribuo.SparseVdTrainer;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** Models as Tribuo stores them. */
class ModelFuzzTest {
  private static final int FEATURES = 6;

  private static Any whole;

  @BeforeAll
  static void train() throws Exception {
    LabelFactory labels = new LabelFactory();
    MutableDataset<Label> examples =
        new MutableDataset<>(new SimpleDataSourceProvenance("signs", labels), labels);
    Random random = new Random(1);
    for (int i = 0; i < 40; i++) {
      ArrayExample<Label> example = new ArrayExample<>(new Label(i % 2 == 0 ? "even" : "odd"));
      for (int j = 0; j < FEATURES; j++) {
        example.add("x" + j, random.nextGaussian() + i % 2);
      }
      examples.add(example);
    }
    ExperimentConfig config =
        ExperimentConfig.defaults().with("hiddenLayers", "3").with("epochs", "1");
    whole = new SparseVdTrainer(config, 1).train(examples).serialize().getSerializedData();
  }

  @Test
  void models() throws Exception {
    Fuzzer.ofBytes(
            "model of Tribuo",
            bytes ->
                SparseVdModel.deserializeFromProto(
                    0,
                    SparseVdModel.class.getName(),
                    Any.newBuilder()
                        .setTypeUrl(whole.getTypeUrl())
                        .setValue(ByteString.copyFrom(bytes))
                        .build()),
            InvalidProtocolBufferException.class)
        .or(IllegalArgumentException.class)
        .allocating(64, 1 << 19)
        .run(Source.mix(Source.bytes(whole.getValue().toByteArray()), sealed()));
  }

  /** One of the three parts damaged, the digest right. */
  private static Source sealed() throws Exception {
    UnknownFieldSet fields = UnknownFieldSet.parseFrom(whole.getValue());
    List<byte[]> parts = new ArrayList<>();
    for (int number = 1; number <= 3; number++) {
      parts.add(fields.getField(number).getLengthDelimitedList().getFirst().toByteArray());
    }
    List<Source> sources =
        List.of(
            ProtoSource.of(parts.get(0)),
            Source.text(new String(parts.get(1), StandardCharsets.UTF_8)),
            SafetensorsSource.of(parts.get(2)));
    return random -> sealed(parts, sources, random);
  }

  private static byte[] sealed(List<byte[]> parts, List<Source> sources, SplittableRandom random) {
    List<byte[]> changed = new ArrayList<>(parts);
    int which = random.nextInt(parts.size());
    changed.set(which, sources.get(which).next(random));
    UnknownFieldSet.Builder message = UnknownFieldSet.newBuilder();
    var digest = Sha256.digest();
    for (int i = 0; i < changed.size(); i++) {
      digest.update(changed.get(i));
      message.addField(i + 1, field(changed.get(i)));
    }
    byte[] sha256 = Sha256.hex(digest).getBytes(StandardCharsets.UTF_8);
    return message.addField(4, field(sha256)).build().toByteArray();
  }

  private static UnknownFieldSet.Field field(byte[] value) {
    return UnknownFieldSet.Field.newBuilder()
        .addLengthDelimited(ByteString.copyFrom(value))
        .build();
  }
}
