package org.sparsevd.run.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * TensorFlow's file of records: for each its length in 8 bytes, that length's checksum, the record
 * and its checksum; checksums are CRC-32C, masked so that one of a file that holds checksums is
 * none of theirs.
 */
final class RecordFile {
  private static final int MASK = 0xA282EAD8;

  private final OutputStream out;

  RecordFile(OutputStream out) {
    this.out = out;
  }

  void write(byte[] data) throws IOException {
    byte[] length = littleEndian(Long.BYTES).putLong(data.length).array();
    out.write(length);
    out.write(littleEndian(Integer.BYTES).putInt(maskedChecksum(length)).array());
    out.write(data);
    out.write(littleEndian(Integer.BYTES).putInt(maskedChecksum(data)).array());
  }

  static int maskedChecksum(byte[] data) {
    CRC32C checksum = new CRC32C();
    checksum.update(data);
    return Integer.rotateRight((int) checksum.getValue(), 15) + MASK;
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
