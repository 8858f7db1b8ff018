package org.sparsevd.train;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sparsevd.data.DatasetCatalog;
import org.sparsevd.nn.Architecture;

/** Makes the settings from the header of {@link ExperimentConfig}, and configs from values. */
final class SettingList {
  private static final Map<String, RecordComponent> COMPONENTS = components();
  static final List<Setting> ALL = COMPONENTS.values().stream().map(SettingList::describe).toList();
  private static final Constructor<ExperimentConfig> CONSTRUCTOR = constructor();

  private SettingList() {}

  static Setting named(String key) throws InvalidConfigException {
    for (Setting setting : ALL) {
      if (setting.key().equals(key)) {
        return setting;
      }
    }
    String nearest = NearestName.to(key, COMPONENTS.keySet());
    throw new InvalidConfigException(
        key, "unknown setting \"" + key + "\"; did you mean \"" + nearest + "\"?");
  }

  static ExperimentConfig defaults() {
    return create(ALL.stream().map(Setting::defaultValue).toArray());
  }

  static ExperimentConfig replace(ExperimentConfig config, Setting setting, Object value) {
    Object[] values = ALL.stream().map(each -> read(each, config)).toArray();
    values[ALL.indexOf(setting)] = value;
    return create(values);
  }

  static Object read(Setting setting, ExperimentConfig config) {
    try {
      return COMPONENTS.get(setting.key()).getAccessor().invoke(config);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("accessor of " + setting.key(), e);
    }
  }

  static Object parse(Setting setting, String text) throws InvalidConfigException {
    RecordComponent component = COMPONENTS.get(setting.key());
    Object value;
    try {
      value = convert(component.getType(), text);
    } catch (IllegalArgumentException e) {
      throw invalid(setting, text);
    }
    boolean allowed =
        switch (setting.kind()) {
          case INTEGER, NUMBER, SHARE -> inRange(((Number) value).doubleValue(), setting);
          case CHOICE ->
              setting.choices().contains(setting.write(value))
                  || (setting.openChoice() && DatasetCatalog.isName(text));
          case TEXT -> Architecture.isValid(text);
          case RUN -> isPath(text);
          case SWITCH -> true;
        };
    if (!allowed) {
      throw invalid(setting, text);
    }
    return value;
  }

  private static boolean isPath(String text) {
    try {
      return Path.of(text).toString().chars().noneMatch(Character::isISOControl);
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static boolean inRange(double value, Setting setting) {
    return value >= setting.min() && value <= setting.max(); // NaN is in no range
  }

  private static InvalidConfigException invalid(Setting setting, String text) {
    return new InvalidConfigException(
        setting.key(),
        setting.key() + ": " + text + " is not allowed, expected " + setting.allowed());
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // the component's type says which enum it is
  private static Object convert(Class<?> type, String text) {
    if (type == int.class) {
      return Integer.valueOf(text);
    } else if (type == long.class) {
      return Long.valueOf(text);
    } else if (type == double.class) {
      return Double.valueOf(text);
    } else if (type == boolean.class) {
      if (!text.equals("true") && !text.equals("false")) {
        throw new IllegalArgumentException(text);
      }
      return Boolean.valueOf(text);
    } else if (type.isEnum()) {
      return Arrays.stream((Enum[]) type.getEnumConstants())
          .filter(constant -> Setting.kebabCase(constant).equals(text))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException(text));
    }
    return text;
  }

  private static Setting describe(RecordComponent component) {
    Spec spec = component.getAnnotation(Spec.class);
    Class<?> type = component.getType();
    List<String> choices =
        type.isEnum()
            ? Setting.words((Enum<?>[]) type.getEnumConstants())
            : spec.fromCatalog() ? DatasetCatalog.current().names() : List.of();
    return new Setting(
        component.getName(),
        spec.group(),
        kind(type, choices, spec),
        convert(type, spec.standard()),
        spec.min(),
        spec.max(),
        choices,
        spec.fromCatalog(),
        spec.changeable(),
        List.of(spec.only()));
  }

  private static Setting.Kind kind(Class<?> type, List<String> choices, Spec spec) {
    if (!choices.isEmpty()) {
      return Setting.Kind.CHOICE;
    } else if (type == int.class || type == long.class) {
      return Setting.Kind.INTEGER;
    } else if (type == double.class) {
      return spec.form() == Setting.Kind.SHARE ? Setting.Kind.SHARE : Setting.Kind.NUMBER;
    }
    return type == boolean.class ? Setting.Kind.SWITCH : spec.form();
  }

  private static Map<String, RecordComponent> components() {
    Map<String, RecordComponent> components = new LinkedHashMap<>();
    for (RecordComponent component : ExperimentConfig.class.getRecordComponents()) {
      components.put(component.getName(), component);
    }
    return components;
  }

  private static Constructor<ExperimentConfig> constructor() {
    try {
      List<Class<?>> types = new ArrayList<>();
      COMPONENTS.values().forEach(component -> types.add(component.getType()));
      return ExperimentConfig.class.getDeclaredConstructor(types.toArray(Class<?>[]::new));
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("a record has its canonical constructor", e);
    }
  }

  private static ExperimentConfig create(Object[] values) {
    try {
      return CONSTRUCTOR.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("config from values " + Arrays.toString(values), e);
    }
  }
}
