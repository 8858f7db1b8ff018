package org.sparsevd.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sparsevd.run.Run;

/** A studio without windows that remembers what was asked of it. */
class RecordingStudio implements Studio {
  final List<String> calls = new ArrayList<>();
  private final Optional<String> whyNoWindow;

  RecordingStudio(Optional<String> whyNoWindow) {
    this.whyNoWindow = whyNoWindow;
  }

  @Override
  public Optional<String> whyNoWindow() {
    return whyNoWindow;
  }

  @Override
  public void open(Optional<Run> run) {
    calls.add("open " + run.map(r -> r.info().name()).orElse("nothing"));
  }

  @Override
  public void drawDashboard(Run run, Path png) throws IOException {
    calls.add("draw " + run.info().name() + " at epoch " + run.latest().orElseThrow().epoch());
    Files.writeString(png, "a picture");
  }
}
