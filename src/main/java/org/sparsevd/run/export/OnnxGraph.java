package org.sparsevd.run.export;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Iterator;
import java.util.List;
import org.sparsevd.data.Dataset;
import org.sparsevd.nn.Convolution;
import org.sparsevd.nn.LayerWeights;
import org.sparsevd.nn.Stage;

/**
 * A network as a graph of ONNX operators, node after node from the input on. A sample's values keep
 * the order [channels, height, width] throughout: it is ONNX's own, so flattening moves nothing.
 */
final class OnnxGraph {
  private static final String INPUT = "input";
  private static final String LOGITS = "logits";
  private static final String PROBABILITIES = "probabilities";
  private static final String BATCH = "batch";

  private final GraphProto.Builder graph;
  private String last = INPUT; // the value that the next node takes
  private int pools;

  private OnnxGraph(String name) {
    graph = GraphProto.newBuilder().setName(name);
  }

  /**
   * The graph of a network with the preprocessing of its data before it: from {@code input} [batch
   * × channels × height × width] of values as the data set stores them, or [batch × features] as
   * the network gets them where samples are no images, to {@code logits} and {@code probabilities}
   * [batch × classes].
   *
   * @param weights one for each stage that has any, from the input on
   */
  static GraphProto of(String name, List<Stage> stages, List<LayerWeights> weights, Dataset data) {
    OnnxGraph result = new OnnxGraph(name);
    int[] sample =
        data.shape()
            .map(shape -> new int[] {shape.channels(), shape.height(), shape.width()})
            .orElseGet(() -> new int[] {data.train().features()});
    result.graph.addInput(value(INPUT, sample));
    result.preprocess(data, sample);
    boolean isImage = data.shape().isPresent();
    Iterator<LayerWeights> next = weights.iterator();
    for (Stage stage : stages) {
      switch (stage) {
        case Stage.Unflatten _ -> {} // images come as images
        case Stage.Conv(_, Convolution geometry) -> result.convolve(geometry, next.next());
        case Stage.MaxPool pool -> result.pool(pool.size());
        case Stage.Flatten _ -> {
          result.flatten();
          isImage = false;
        }
        case Stage.Dense dense -> {
          if (isImage) { // of a network without convolutions
            result.flatten();
            isImage = false;
          }
          result.dense(next.next(), dense.last());
        }
      }
    }
    result.add("Softmax", PROBABILITIES, List.of(), List.of(whole("axis", 1)));
    result.graph.addOutput(value(LOGITS, data.classes()));
    result.graph.addOutput(value(PROBABILITIES, data.classes()));
    return result.graph.build();
  }

  /** Stored value / divisor − mean, in the order of the roundings of training. */
  private void preprocess(Dataset data, int[] sample) {
    if (data.shape().isEmpty()) {
      return; // taken as the network gets them
    }
    if (data.train().divisor() != 1) {
      float[] divisor = {data.train().divisor()};
      add("Div", "input.scaled", List.of(constant("input.divisor", divisor)), List.of());
    }
    float[] mean = data.inputMean();
    boolean hasMean = false;
    for (float value : mean) {
      hasMean |= value != 0;
    }
    if (hasMean) {
      add("Sub", "input.centred", List.of(constant("input.mean", mean, sample)), List.of());
    }
  }

  private void convolve(Convolution geometry, LayerWeights layer) {
    int top = geometry.padTop();
    int left = geometry.padLeft();
    int bottom = padAfter(geometry.output().height(), geometry.kernelHeight(), geometry, true);
    int right = padAfter(geometry.output().width(), geometry.kernelWidth(), geometry, false);
    String weight =
        constant(
            layer.name() + ".weight",
            filters(layer),
            layer.outputs(),
            geometry.input().channels(),
            geometry.kernelHeight(),
            geometry.kernelWidth());
    add(
        "Conv",
        layer.name(),
        List.of(weight, bias(layer)),
        List.of(
            wholes("kernel_shape", geometry.kernelHeight(), geometry.kernelWidth()),
            wholes("strides", geometry.stride(), geometry.stride()),
            wholes("pads", top, left, bottom, right)));
    add("Relu", layer.name() + ".relu", List.of(), List.of());
  }

  /** Zeros below or right of the input: what the last output sees beyond it. */
  private static int padAfter(int outputs, int kernel, Convolution geometry, boolean rows) {
    int inputs = rows ? geometry.input().height() : geometry.input().width();
    int before = rows ? geometry.padTop() : geometry.padLeft();
    return Math.max(0, (outputs - 1) * geometry.stride() + kernel - inputs - before);
  }

  /** θ [channels · height · width × filters] with a row a filter. */
  private static float[] filters(LayerWeights layer) {
    float[] theta = layer.theta().data;
    int inputs = layer.inputs();
    int filters = layer.outputs();
    float[] result = new float[inputs * filters];
    for (int input = 0; input < inputs; input++) {
      for (int filter = 0; filter < filters; filter++) {
        result[filter * inputs + input] = theta[input * filters + filter];
      }
    }
    return result;
  }

  private void pool(int size) {
    pools++;
    add(
        "MaxPool",
        "pool" + pools,
        List.of(),
        List.of(wholes("kernel_shape", size, size), wholes("strides", size, size)));
  }

  private void flatten() {
    add("Flatten", "flat", List.of(), List.of(whole("axis", 1)));
  }

  /** θ is [in × out], as Gemm takes it. */
  private void dense(LayerWeights layer, boolean isLast) {
    String weight =
        constant(layer.name() + ".weight", layer.theta().data, layer.inputs(), layer.outputs());
    add("Gemm", isLast ? LOGITS : layer.name(), List.of(weight, bias(layer)), List.of());
    if (!isLast) {
      add("Relu", layer.name() + ".relu", List.of(), List.of());
    }
  }

  private String bias(LayerWeights layer) {
    return constant(layer.name() + ".bias", layer.bias().data, layer.outputs());
  }

  /** A node that makes {@code output} of the value so far and constants. */
  private void add(
      String operator, String output, List<String> constants, List<AttributeProto> attributes) {
    graph.addNode(
        NodeProto.newBuilder()
            .setName(output)
            .setOpType(operator)
            .addInput(last)
            .addAllInput(constants)
            .addOutput(output)
            .addAllAttribute(attributes));
    last = output;
  }

  /** Stores values in row-major order under {@code name}, which it gives back. */
  private String constant(String name, float[] values, int... shape) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(TensorProto.DataType.FLOAT_VALUE)
            .setRawData(ByteString.copyFrom(bytes));
    for (int size : shape) {
      tensor.addDims(size);
    }
    graph.addInitializer(tensor);
    return name;
  }

  /** The type of floats [batch × {@code sample}]; the batch may have any size. */
  private static ValueInfoProto value(String name, int... sample) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    shape.addDimBuilder().setDimParam(BATCH);
    for (int size : sample) {
      shape.addDimBuilder().setDimValue(size);
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder()
                        .setElemType(TensorProto.DataType.FLOAT_VALUE)
                        .setShape(shape)))
        .build();
  }

  private static AttributeProto whole(String name, int value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }

  private static AttributeProto wholes(String name, int... values) {
    AttributeProto.Builder attribute =
        AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
    for (int value : values) {
      attribute.addInts(value);
    }
    return attribute.build();
  }
}
