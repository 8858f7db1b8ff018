package org.sparsevd.run;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** What Java's file exceptions mean: their own message is often nothing but the file's name. */
public final class FileProblem {
  private FileProblem() {}

  /** As {@code e}, but naming the file where a full disk is all that the system told. */
  public static IOException ofFile(Path file, IOException e) {
    if (e instanceof FileSystemException || e instanceof InvalidRunException || !isDiskFull(e)) {
      return e;
    }
    FileSystemException named =
        new FileSystemException(file.toString(), null, "No space left on device");
    named.initCause(e);
    return named;
  }

  /** Why a file could not be written or read, without its name. */
  public static String inWords(IOException e) {
    if (isDiskFull(e)) {
      return "the disk is full";
    }
    return switch (e) {
      case NoSuchFileException missing -> "the folder is not there";
      case AccessDeniedException denied -> "permission denied";
      case FileAlreadyExistsException taken -> "a file of that name is in the way";
      case EOFException cut -> "cut short";
      case FileSystemException other when other.getReason() != null -> other.getReason();
      default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    };
  }

  /** What went wrong with a file, in one sentence that names the file where that is known. */
  public static String sentence(Throwable e) {
    if (e instanceof FileSystemException known && known.getFile() != null) {
      return known.getFile() + ": " + inWords(known);
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  /** Java has no exception for it, only what the system says: Linux and macOS, then Windows. */
  public static boolean isDiskFull(Throwable e) {
    String said = String.valueOf(e.getMessage());
    return said.contains("No space left on device")
        || said.contains("Disk quota exceeded")
        || said.contains("not enough space on the disk")
        || (e.getCause() != null && isDiskFull(e.getCause())); // as of Java's writers of pictures
  }
}
