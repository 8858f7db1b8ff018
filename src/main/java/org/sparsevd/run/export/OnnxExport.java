package org.sparsevd.run.export;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.sparsevd.prune.Sparsity;
import org.sparsevd.run.AtomicFiles;
import org.sparsevd.run.ProgramVersion;
import org.sparsevd.run.PrunedNetwork;

/**
 * A pruned network as an ONNX file. Its input {@code input} takes pixels from 0 to 255, [batch ×
 * channels × height × width], and their preprocessing is part of the file; where samples are no
 * images, [batch × features] as the network gets them, scaled. Its outputs are {@code logits} and
 * {@code probabilities}, [batch × classes].
 *
 * <p>Weights are dense tensors called {@code conv1.weight} [filters × channels × height × width]
 * and {@code fc1.weight} [in × out], pruned ones exactly 0, and {@code conv1.bias} and so on. The
 * model's metadata say what run it is of and where it was cut.
 */
public final class OnnxExport {
  private static final int OPERATOR_SET = 13;
  private static final int IR_VERSION = 7; // that came with operator set 13

  private OnnxExport() {}

  /**
   * Writes {@code network} into a new file.
   *
   * @throws org.sparsevd.run.InvalidRunException when {@code file} is there already or cannot be
   *     written; nothing half-written stays
   */
  public static void write(PrunedNetwork network, Path file) throws IOException {
    ModelProto model = model(network);
    AtomicFiles.writeNew(file, model::writeTo);
  }

  private static ModelProto model(PrunedNetwork network) {
    Sparsity sparsity = network.pruning().sparsity();
    ModelProto.Builder model =
        ModelProto.newBuilder()
            .setIrVersion(IR_VERSION)
            .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPERATOR_SET))
            .setProducerName(ProgramVersion.PROGRAM)
            .setProducerVersion(ProgramVersion.get())
            .setDocString(
                String.format(
                    Locale.ROOT,
                    "Run %s at epoch %d, %d of %d weights kept. Takes values as %s stores them.",
                    network.info().name(),
                    network.epoch(),
                    sparsity.kept(),
                    sparsity.total(),
                    network.data().name()))
            .setGraph(
                OnnxGraph.of(
                    network.info().name(),
                    network.stages(),
                    network.pruning().weights(),
                    network.data()));
    network
        .metadata()
        .forEach((key, value) ->
            model.addMetadataProps(
                StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
    return model.build();
  }
}
