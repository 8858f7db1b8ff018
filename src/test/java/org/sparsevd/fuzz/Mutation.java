package org.sparsevd.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Damages a file in one way. */
@FunctionalInterface
interface Mutation {
  /**
   * Damages {@code input}, which stays as it is.
   *
   * @param others valid files, to splice from
   */
  byte[] apply(byte[] input, List<byte[]> others, SplittableRandom random);

  /** One to four accidents. */
  default byte[] several(byte[] input, List<byte[]> others, SplittableRandom random) {
    byte[] bytes = apply(input, others, random);
    while (random.nextInt(2) == 0) {
      bytes = apply(bytes, others, random);
    }
    return bytes;
  }

  /** Bits, bytes, numbers and blocks. */
  static byte[] ofBytes(byte[] input, List<byte[]> others, SplittableRandom random) {
    if (input.length == 0) {
      return ByteEdit.random(1 + random.nextInt(16), random);
    }
    int at = random.nextInt(input.length);
    int length = Math.min(1 + random.nextInt(16), input.length - at);
    return switch (random.nextInt(11)) {
      case 0 -> ByteEdit.set(input, at, input[at] ^ (1 << random.nextInt(8)));
      case 1 -> ByteEdit.set(input, at, ByteEdit.EDGES[random.nextInt(ByteEdit.EDGES.length)]);
      case 2 -> ByteEdit.replace(input, at, length, ByteEdit.random(length, random));
      case 3 -> ByteEdit.replace(input, at, length, new byte[0]);
      case 4 -> ByteEdit.replace(input, at, 0, ByteEdit.random(1 + random.nextInt(16), random));
      case 5 -> ByteEdit.replace(input, at, 0, Arrays.copyOfRange(input, at, at + length));
      case 6 -> ByteEdit.swap(input, at, length, random);
      case 7 -> Arrays.copyOf(input, at);
      case 8 -> Arrays.copyOf(input, input.length + 1 + random.nextInt(64));
      case 9 -> ByteEdit.number(input, random);
      default -> {
        byte[] other = others.get(random.nextInt(others.size()));
        int from = random.nextInt(other.length + 1);
        yield ByteEdit.replace(
            input, at, input.length - at, Arrays.copyOfRange(other, from, other.length));
      }
    };
  }

  /** Numbers, words, strings and lines; now and then bytes. */
  static byte[] ofText(byte[] input, List<byte[]> others, SplittableRandom random) {
    if (random.nextInt(4) == 0) {
      return ofBytes(input, others, random);
    }
    // Bytes as characters: what was no UTF-8 stays none.
    String text = new String(input, StandardCharsets.ISO_8859_1);
    return TextEdit.edit(text, random).getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Changes of bytes. */
  final class ByteEdit {
    static final byte[] EDGES = {0, 1, 0x7f, (byte) 0x80, (byte) 0xff, 0x20, 0x7b};
    private static final long[] NUMBERS = {
      0,
      1,
      -1,
      2,
      255,
      256,
      65535,
      65536,
      1 << 24,
      1 << 28,
      Integer.MAX_VALUE,
      Integer.MIN_VALUE,
      Integer.MAX_VALUE - 8,
      1L << 31,
      1L << 32,
      (1L << 32) + 1,
      1L << 33,
      1L << 62,
      Long.MAX_VALUE,
      Long.MIN_VALUE
    };

    private ByteEdit() {}

    static byte[] random(int length, SplittableRandom random) {
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      return bytes;
    }

    private static byte[] set(byte[] input, int at, int value) {
      byte[] bytes = input.clone();
      bytes[at] = (byte) value;
      return bytes;
    }

    static byte[] replace(byte[] input, int at, int length, byte[] put) {
      byte[] bytes = new byte[input.length - length + put.length];
      System.arraycopy(input, 0, bytes, 0, at);
      System.arraycopy(put, 0, bytes, at, put.length);
      System.arraycopy(input, at + length, bytes, at + put.length, input.length - at - length);
      return bytes;
    }

    private static byte[] swap(byte[] input, int at, int length, SplittableRandom random) {
      byte[] bytes = input.clone();
      int other = random.nextInt(input.length - length + 1);
      byte[] block = Arrays.copyOfRange(input, at, at + length);
      System.arraycopy(input, other, bytes, at, length);
      System.arraycopy(block, 0, bytes, other, length);
      return bytes;
    }

    /** Puts an extreme number of 2, 4 or 8 bytes, in either order, at a place often divisible. */
    private static byte[] number(byte[] input, SplittableRandom random) {
      int size = 2 << random.nextInt(3);
      ByteOrder order = random.nextBoolean() ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
      long value = NUMBERS[random.nextInt(NUMBERS.length)] + random.nextInt(-1, 2);
      byte[] bytes = Arrays.copyOf(input, Math.max(size, input.length));
      // Headers stand at the beginning.
      int places =
          random.nextBoolean() ? bytes.length - size + 1 : Math.min(bytes.length - size + 1, 32);
      int at = random.nextInt(places);
      at = random.nextBoolean() ? at : at / size * size;
      ByteBuffer buffer = ByteBuffer.wrap(bytes).order(order);
      switch (size) {
        case 2 -> buffer.putShort(at, (short) value);
        case 4 -> buffer.putInt(at, (int) value);
        default -> buffer.putLong(at, value);
      }
      return bytes;
    }
  }

  /** Changes of texts. */
  final class TextEdit {
    private static final Pattern NUMBER =
        Pattern.compile("-?[0-9]+(?:\\.[0-9]+)?(?:[eE]-?[0-9]+)?");
    private static final Pattern STRING = Pattern.compile("\"[^\"\\n]{0,200}\"|'[^'\\n]{0,200}'");
    private static final Pattern WORD = Pattern.compile("[A-Za-z]{2,}");
    private static final List<String> NUMBERS =
        List.of(
            "0",
            "1",
            "-1",
            "-0",
            "2",
            "0.5",
            "1e999",
            "-1e999",
            "1e-400",
            "NaN",
            "Infinity",
            "2147483647",
            "2147483648",
            "-2147483648",
            "4294967296",
            "4294967297",
            "65536",
            "65537",
            "46341",
            "268435456",
            "9223372036854775807",
            "9223372036854775808",
            "1e18",
            "1e400000000",
            "99999999999999999999999999",
            "0x10",
            "1f",
            "00",
            "1_000",
            "",
            " ",
            "٣");
    private static final List<String> VALUES =
        List.of(
            "null",
            "true",
            "false",
            "{}",
            "[]",
            "[[]]",
            "{\"a\":{}}",
            "[null]",
            "\"\"",
            "\"x\"",
            "[1,2,3]",
            "[0,0,0]",
            "[65536,65536,1]",
            "[-1,-1,1]",
            "1e999",
            "-5");
    private static final List<String> PIECES =
        List.of(
            "\"",
            "'",
            ",",
            ";",
            ":",
            "\n",
            "\r\n",
            "\r",
            "\t",
            "\0",
            "{",
            "}",
            "[",
            "]",
            "(",
            ")",
            "\\",
            "\\u0000",
            "\\ud800",
            "#",
            "//",
            "/*",
            "\u00ef\u00bb\u00bf",
            "\u00ff\u00fe",
            "\u00c3\u00a9",
            "\u00ed\u00a0\u0080",
            "\u00e2\u0080\u00a8",
            "%s%n",
            "../",
            "=",
            "-",
            "@");

    private TextEdit() {}

    static String edit(String text, SplittableRandom random) {
      return switch (random.nextInt(9)) {
        case 0, 1 -> replaceOne(NUMBER, text, pick(NUMBERS, random), random);
        case 2 -> replaceOne(NUMBER, text, pick(VALUES, random), random);
        case 3 -> replaceOne(STRING, text, pick(VALUES, random), random);
        case 4 -> replaceOne(STRING, text, one(STRING, text, random), random);
        case 5 -> replaceOne(WORD, text, one(WORD, text, random), random);
        case 6 -> lines(text, random);
        case 7 -> {
          int at = random.nextInt(text.length() + 1);
          yield text.substring(0, at) + pick(PIECES, random) + text.substring(at);
        }
        default -> {
          int at = random.nextInt(text.length() + 1);
          int times = random.nextInt(8) == 0 ? 3_000 : 1 + random.nextInt(8);
          yield text.substring(0, at) + pick(PIECES, random).repeat(times) + text.substring(at);
        }
      };
    }

    private static String pick(List<String> list, SplittableRandom random) {
      byte[] utf8 = list.get(random.nextInt(list.size())).getBytes(StandardCharsets.UTF_8);
      return new String(utf8, StandardCharsets.ISO_8859_1);
    }

    private static String one(Pattern pattern, String text, SplittableRandom random) {
      List<MatchResult> found = pattern.matcher(text).results().toList();
      return found.isEmpty() ? "" : found.get(random.nextInt(found.size())).group();
    }

    private static String replaceOne(
        Pattern pattern, String text, String by, SplittableRandom random) {
      List<MatchResult> found = pattern.matcher(text).results().toList();
      if (found.isEmpty()) {
        return text + by;
      }
      MatchResult one = found.get(random.nextInt(found.size()));
      return text.substring(0, one.start()) + by + text.substring(one.end());
    }

    /** A line is lost, doubled or moved. */
    private static String lines(String text, SplittableRandom random) {
      List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
      String line = lines.get(random.nextInt(lines.size()));
      if (random.nextBoolean()) {
        lines.remove(line);
      }
      if (random.nextBoolean()) {
        lines.add(random.nextInt(lines.size() + 1), line);
      }
      return String.join("\n", lines);
    }
  }
}
