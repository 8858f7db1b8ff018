package org.sparsevd.ui.train;

import org.sparsevd.text.Numbers;
import org.sparsevd.text.Text;
import org.sparsevd.train.Setting;

/** What the form says of settings beside their names and values. */
final class SettingText {
  private SettingText() {}

  /** What the setting does and what is allowed. */
  static String help(Setting setting) {
    String help = Text.of("setting." + setting.key() + ".help");
    return help + "\n" + Text.of("ui.form.allowed", setting.allowed(), setting.key());
  }

  /** What was typed, as {@link Setting#parse} reads it. */
  static String typed(Setting setting, String text) {
    boolean number =
        switch (setting.kind()) {
          case NUMBER, SHARE, INTEGER -> true;
          case SWITCH, CHOICE, TEXT, RUN -> false;
        };
    return number ? Numbers.plain(text) : text;
  }
}
