package org.sparsevd.run;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** What Java's file exceptions mean: their own message is often nothing but the file's name. */
public final class FileProblem {
  private FileProblem() {}

  /** Why a file could not be written or read, without its name. */
  public static String inWords(IOException e) {
    return switch (e) {
      case NoSuchFileException missing -> "the folder is not there";
      case AccessDeniedException denied -> "permission denied";
      case FileAlreadyExistsException taken -> "a file of that name is in the way";
      case EOFException cut -> "cut short";
      case FileSystemException other when other.getReason() != null -> other.getReason();
      default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    };
  }
}
