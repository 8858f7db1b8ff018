package org.sparsevd.ui.data;

import java.util.Optional;
import org.sparsevd.data.store.DatasetEntry;
import org.sparsevd.text.Text;

/**
 * A data set of the list.
 *
 * @param entry what is known without reading its samples
 * @param own whether it lies in the user's folder, so that it can be deleted
 * @param arrived bytes of a fetch that broke off
 * @param version another number when its files have changed
 */
record DataItem(DatasetEntry entry, boolean own, long arrived, long version) {

  String name() {
    return entry.name();
  }

  boolean isHere() {
    return entry.state() != DatasetEntry.State.FETCHABLE;
  }

  /** This once reading it has failed. */
  DataItem broken(String problem) {
    DatasetEntry e = entry;
    return new DataItem(
        new DatasetEntry(
            e.name(),
            e.title(),
            e.licence(),
            e.source(),
            e.state(),
            e.shape(),
            e.classes(),
            e.trainSize(),
            e.testSize(),
            e.bytes(),
            e.sha256(),
            problem),
        own,
        arrived,
        version);
  }

  boolean isBroken() {
    return !entry.problem().isEmpty();
  }

  /** Its state in a few words. */
  String stateInWords() {
    return Text.of("ui.data.state." + (isBroken() ? "BROKEN" : entry.state().name()));
  }

  /** What stands under its title: its name where that is another, else what it is. */
  String secondLine() {
    return entry.title().equals(name()) ? images().orElse(Text.of("ui.data.csv")) : name();
  }

  /** What an image of it is, in words; empty when it has none or nobody has looked. */
  Optional<String> images() {
    return entry
        .shape()
        .map(shape ->
            Text.of(
                "data.images." + (shape.channels() == 1 ? "grey" : "colour"),
                shape.width(),
                shape.height()));
  }
}
