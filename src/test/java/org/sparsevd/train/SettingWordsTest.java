package org.sparsevd.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.sparsevd.text.Text;

/** The words for every setting, which the form and the command line look up by its key. */
class SettingWordsTest {
  private static final int LONGEST_HELP = 220;

  @Test
  void everySettingHasALabelAHelpTextAndWordsForItsChoices() {
    for (Setting setting : Setting.all()) {
      String prefix = "setting." + setting.key();
      assertFalse(Text.of(prefix + ".label").isBlank());
      String help = Text.of(prefix + ".help");
      assertTrue(help.length() > 20 && help.length() <= LONGEST_HELP, prefix + " " + help.length());
      for (String choice : setting.choices()) {
        assertFalse(Text.of(prefix + ".choice." + choice).isBlank());
      }
      assertTrue(Text.has("group." + setting.group().name().toLowerCase(Locale.ROOT)));
    }
  }

  @Test
  void noWordsAreLeftOfSettingsThatAreGone() {
    Set<String> known = new HashSet<>();
    for (Setting setting : Setting.all()) {
      known.add("setting." + setting.key() + ".label");
      known.add("setting." + setting.key() + ".help");
      setting.choices().forEach(c -> known.add("setting." + setting.key() + ".choice." + c));
    }
    Set<String> written =
        ResourceBundle.getBundle("org.sparsevd.messages").keySet().stream()
            .filter(key -> key.startsWith("setting."))
            .collect(Collectors.toSet());
    assertEquals(known, written);
  }

  @Test
  void labelsTellSettingsApart() {
    Set<String> labels =
        Setting.all().stream()
            .map(setting -> Text.of("setting." + setting.key() + ".label"))
            .collect(Collectors.toSet());
    assertEquals(Setting.all().size(), labels.size());
  }
}
