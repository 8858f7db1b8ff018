package org.sparsevd.run;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** What Java's file exceptions mean: their own message is often nothing but the file's name. */
public final class FileProblem {
  private FileProblem() {}

  /** Why a file could not be written, without its name. */
  public static String inWords(IOException e) {
    if (isFull(e)) {
      return "the disk is full";
    }
    return switch (e) {
      case NoSuchFileException missing -> "the folder is not there";
      case AccessDeniedException denied -> "permission denied";
      case FileAlreadyExistsException taken -> "a file of that name is in the way";
      case FileSystemException other when other.getReason() != null -> other.getReason();
      default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    };
  }

  /** Java has no exception for it, only what the system says: Linux and macOS, then Windows. */
  private static boolean isFull(IOException e) {
    String said = String.valueOf(e.getMessage());
    return said.contains("No space left on device")
        || said.contains("Disk quota exceeded")
        || said.contains("not enough space on the disk");
  }
}
