package org.sparsevd.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What {@code dataset.json} says of the images in its folder.
 *
 * @param title what a person calls the dataset
 * @param licence its name, or whatever is known of it; empty when nothing is
 * @param source where it comes from: an address or a path; empty when it is not known
 * @param shape of every image
 * @param classNames what a person calls the classes, each its own; label i is of the i-th
 * @param train all training images
 * @param test all test images; empty when some of the training images become test images
 */
public record ImageDescription(
    String title,
    String licence,
    String source,
    ImageShape shape,
    List<String> classNames,
    ImageFiles train,
    Optional<ImageFiles> test) {

  /** Name of the file. */
  public static final String FILE = "dataset.json";

  /** The version written, and the newest that is read. */
  public static final int FORMAT_VERSION = 1;

  private static final int MAX_FILE_BYTES = 1 << 20;
  private static final int MAX_CLASSES = 256;

  public ImageDescription {
    classNames = List.copyOf(classNames);
  }

  /** Its files, images before labels, training before test. */
  public List<IdxFile> files() {
    return Stream.concat(train.files().stream(), test.stream().flatMap(t -> t.files().stream()))
        .toList();
  }

  /**
   * The SHA-256 of a line a file, each the digest of the uncompressed file in hexadecimal, two
   * spaces, its name and a line feed: what {@code sha256sum FILES | sha256sum} prints.
   */
  public String sha256() {
    MessageDigest digest = Sha256.digest();
    for (IdxFile file : files()) {
      digest.update((file.sha256() + "  " + file.name() + "\n").getBytes(UTF_8));
    }
    return Sha256.hex(digest);
  }

  /**
   * Reads the description in {@code folder}.
   *
   * @throws DatasetException naming the file, when there is none or it is not what it should be
   */
  public static ImageDescription read(Path folder) throws DatasetException {
    Path file = folder.resolve(FILE);
    try {
      if (Files.size(file) > MAX_FILE_BYTES) {
        throw new DatasetException(file + ": expected at most 1 MB, found more.");
      }
      return of(JsonMapper.shared().readTree(Files.readAllBytes(file)));
    } catch (DatasetException e) {
      throw e;
    } catch (NoSuchFileException e) {
      throw new DatasetException(
          file + ": expected the description of a data set, found no such file.", e);
    } catch (JacksonException e) {
      throw wrong(file, JsonProblem.inWords(e), e);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw wrong(file, OneLine.of(e.getMessage()), e);
    } catch (IOException e) {
      throw new DatasetException("%s: cannot be read (%s).".formatted(file, e), e);
    }
  }

  private static DatasetException wrong(Path file, String why, Exception cause) {
    return new DatasetException(
        "%s: expected the description of a data set, found something else (%s)."
            .formatted(file, why),
        cause);
  }

  private static ImageDescription of(JsonNode json) {
    int version = json.path("formatVersion").asInt(0);
    if (version < 1 || version > FORMAT_VERSION) {
      throw new IllegalArgumentException(
          "formatVersion is " + version + ", this program reads " + FORMAT_VERSION);
    }
    List<Integer> sizes = numbers(json.path("shape"));
    if (sizes.size() != 3) {
      throw new IllegalArgumentException("shape has %d lengths, not 3".formatted(sizes.size()));
    }
    ImageShape shape = new ImageShape(sizes.get(0), sizes.get(1), sizes.get(2));
    List<String> classNames = new ArrayList<>();
    json.path("classes").forEach(name -> classNames.add(name.asString("")));
    if (classNames.size() < 2 || classNames.size() > MAX_CLASSES) {
      throw new IllegalArgumentException(
          "there are %d classes, not 2 to %d".formatted(classNames.size(), MAX_CLASSES));
    }
    return new ImageDescription(
        json.path("title").asString(""),
        json.path("licence").asString(""),
        json.path("source").asString(""),
        shape,
        classNames,
        files(json.path("train"), shape),
        json.has("test") ? Optional.of(files(json.path("test"), shape)) : Optional.empty());
  }

  private static ImageFiles files(JsonNode json, ImageShape shape) {
    ImageFiles files = new ImageFiles(file(json.path("images")), file(json.path("labels")));
    int images = files.images().dimensions().getFirst();
    long values = files.images().dimensions().stream().mapToLong(n -> n).reduce(1, (a, b) -> a * b);
    boolean fits =
        files.labels().dimensions().size() == 1
            && images == files.size()
            && values == (long) images * shape.features();
    if (!fits) {
      throw new IllegalArgumentException(
          "images of %s and labels of %s do not go together with the shape"
              .formatted(files.images().dimensions(), files.labels().dimensions()));
    }
    return files;
  }

  private static IdxFile file(JsonNode json) {
    List<Integer> dimensions = numbers(json.path("dimensions"));
    String name = json.path("name").asString("");
    long values = dimensions.stream().mapToLong(n -> n).reduce(1, Math::multiplyExact);
    if (dimensions.isEmpty() || dimensions.stream().anyMatch(n -> n < 1)) {
      throw new IllegalArgumentException("dimensions of " + name + " are " + dimensions);
    }
    if (values > Integer.MAX_VALUE - 16 || !DatasetCatalog.isName(name)) {
      throw new IllegalArgumentException("a file %s of %d values".formatted(name, values));
    }
    return new IdxFile(name, dimensions, json.path("sha256").asString(""));
  }

  /** None when it is no array. */
  private static List<Integer> numbers(JsonNode array) {
    return array.isArray()
        ? array.valueStream().map(number -> number.asInt(0)).toList()
        : List.of();
  }

  /** As it stands in {@link #FILE}. */
  public String json() {
    ObjectNode json = JsonMapper.shared().createObjectNode();
    json.put("formatVersion", FORMAT_VERSION);
    json.put("title", title);
    json.put("licence", licence);
    json.put("source", source);
    json.putArray("shape").add(shape.channels()).add(shape.height()).add(shape.width());
    ArrayNode classes = json.putArray("classes");
    classNames.forEach(classes::add);
    put(json.putObject("train"), train);
    test.ifPresent(files -> put(json.putObject("test"), files));
    return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
  }

  private static void put(ObjectNode json, ImageFiles files) {
    put(json.putObject("images"), files.images());
    put(json.putObject("labels"), files.labels());
  }

  private static void put(ObjectNode json, IdxFile file) {
    json.put("name", file.name());
    ArrayNode dimensions = json.putArray("dimensions");
    file.dimensions().forEach(dimensions::add);
    json.put("sha256", file.sha256());
  }
}
