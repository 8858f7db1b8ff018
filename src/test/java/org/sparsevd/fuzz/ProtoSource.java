package org.sparsevd.fuzz;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/** Damaged protobuf messages: any bytes, and fields damaged deep inside with all lengths right. */
public final class ProtoSource implements Source {
  private final byte[] seed;
  private final Source anyBytes;

  private ProtoSource(byte[] seed) {
    this.seed = seed;
    anyBytes = Source.bytes(seed);
  }

  /** Of a valid message. */
  public static Source of(byte[] seed) {
    return new ProtoSource(seed);
  }

  @Override
  public byte[] next(SplittableRandom random) {
    return random.nextInt(4) == 0 ? anyBytes.next(random) : damage(seed, random);
  }

  private byte[] damage(byte[] message, SplittableRandom random) {
    UnknownFieldSet fields;
    try {
      fields = UnknownFieldSet.parseFrom(message);
    } catch (InvalidProtocolBufferException e) {
      return text(message, random); // a string
    }
    if (fields.asMap().isEmpty()) {
      return text(message, random);
    }
    UnknownFieldSet.Builder changed = fields.toBuilder();
    List<Integer> numbers = new ArrayList<>(fields.asMap().keySet());
    int number = numbers.get(random.nextInt(numbers.size()));
    UnknownFieldSet.Field field = fields.getField(number);
    int how = random.nextInt(12);
    if (how == 0) {
      return changed.clearField(number).build().toByteArray();
    } else if (how == 1) {
      int other = 1 + random.nextInt(8);
      return changed.clearField(number).addField(other, field).build().toByteArray();
    } else if (field.getLengthDelimitedList().isEmpty()) {
      long value = random.nextInt(3) == 0 ? random.nextLong() : random.nextInt(-2, 20);
      return changed
          .addField(number, UnknownFieldSet.Field.newBuilder().addVarint(value).build())
          .build()
          .toByteArray();
    }
    List<ByteString> values = new ArrayList<>(field.getLengthDelimitedList());
    int at = random.nextInt(values.size());
    switch (how) {
      case 2 -> values.remove(at);
      case 3 -> values.add(values.get(at));
      case 4 -> Collections.swap(values, at, random.nextInt(values.size()));
      default -> values.set(at, ByteString.copyFrom(damage(values.get(at).toByteArray(), random)));
    }
    UnknownFieldSet.Field.Builder replaced = UnknownFieldSet.Field.newBuilder();
    values.forEach(replaced::addLengthDelimited);
    return changed.clearField(number).addField(number, replaced.build()).build().toByteArray();
  }

  private byte[] text(byte[] value, SplittableRandom random) {
    return Mutation.ofText(value, List.of(seed), random);
  }
}
