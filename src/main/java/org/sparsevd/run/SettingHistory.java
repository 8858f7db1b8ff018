package org.sparsevd.run;

import java.util.List;

/** A setting as it was over a whole training. */
public final class SettingHistory {
  private SettingHistory() {}

  /** {@code 0.001, from epoch 12 0.0005}; "" when it was never changed after its first epoch. */
  public static String changesOf(String setting, List<RunInfo.Change> changes) {
    boolean changed =
        changes.stream().anyMatch(each -> each.setting().equals(setting) && each.epoch() > 1);
    if (!changed) { // what was changed before epoch 1 was never another value
      return "";
    }
    StringBuilder words = new StringBuilder();
    for (RunInfo.Change change : changes) {
      if (change.setting().equals(setting)) {
        if (words.isEmpty()) {
          words.append(change.from());
        }
        words.append(", from epoch ").append(change.epoch()).append(' ').append(change.to());
      }
    }
    return words.toString();
  }
}
