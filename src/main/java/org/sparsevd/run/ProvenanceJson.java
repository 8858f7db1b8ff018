package org.sparsevd.run;

import com.oracle.labs.mlrg.olcut.provenance.ObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import com.oracle.labs.mlrg.olcut.provenance.io.FlatMarshalledProvenance;
import com.oracle.labs.mlrg.olcut.provenance.io.ListMarshalledProvenance;
import com.oracle.labs.mlrg.olcut.provenance.io.MapMarshalledProvenance;
import com.oracle.labs.mlrg.olcut.provenance.io.MarshalledProvenance;
import com.oracle.labs.mlrg.olcut.provenance.io.ObjectMarshalledProvenance;
import com.oracle.labs.mlrg.olcut.provenance.io.SimpleMarshalledProvenance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * Provenance in the JSON that OLCUT itself writes: an array of marshalled objects, the whole first,
 * which refer to each other by name. OLCUT's {@code JsonProvenanceSerialization} (its module
 * olcut-config-json) reads it too; here it is written without, since that brings a second Jackson.
 */
final class ProvenanceJson {
  private static final String MARSHALLED_CLASS = "marshalled-class";
  private static final String OBJECT_NAME = "object-name";
  private static final String OBJECT_CLASS = "object-class-name";
  private static final String PROVENANCE_CLASS = "provenance-class";
  private static final String MAP = "map";
  private static final String LIST = "list";
  private static final String VALUE_KEY = "key";
  private static final String VALUE = "value";
  private static final String ADDITIONAL = "additional";
  private static final String IS_REFERENCE = "is-reference";

  /** What a file may name: OLCUT makes an object of whatever class it is told. */
  private static final List<String> PROVENANCE_PACKAGES =
      List.of("com.oracle.labs.mlrg.olcut.provenance.", "org.tribuo.");

  private ProvenanceJson() {}

  /** The array, to be written by any mapper; maps in the order of their keys. */
  static List<Map<String, Object>> of(ObjectProvenance provenance) {
    List<Map<String, Object>> objects = new ArrayList<>();
    for (ObjectMarshalledProvenance object : ProvenanceUtil.marshalProvenance(provenance)) {
      Map<String, Object> json = start(object);
      json.put(OBJECT_NAME, object.getName());
      json.put(OBJECT_CLASS, object.getObjectClassName());
      json.put(PROVENANCE_CLASS, object.getProvenanceClassName());
      Map<String, Object> fields = new TreeMap<>();
      object.getMap().forEach((key, value) -> fields.put(key, flat(value)));
      json.put(MAP, fields);
      objects.add(json);
    }
    return objects;
  }

  private static Map<String, Object> flat(FlatMarshalledProvenance provenance) {
    Map<String, Object> json = start(provenance);
    switch (provenance) {
      case SimpleMarshalledProvenance simple -> {
        json.put(VALUE_KEY, simple.getKey());
        json.put(VALUE, simple.getValue());
        json.put(PROVENANCE_CLASS, simple.getProvenanceClassName());
        json.put(ADDITIONAL, simple.getAdditional());
        json.put(IS_REFERENCE, simple.isReference());
      }
      case MapMarshalledProvenance map -> {
        Map<String, Object> values = new TreeMap<>();
        map.forEach(pair -> values.put(pair.getA(), flat(pair.getB())));
        json.put(MAP, values);
      }
      case ListMarshalledProvenance list ->
          json.put(LIST, list.getList().stream().map(ProvenanceJson::flat).toList());
      default -> throw new IllegalArgumentException("cannot be written: " + provenance);
    }
    return json;
  }

  private static Map<String, Object> start(MarshalledProvenance provenance) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put(MARSHALLED_CLASS, provenance.getClass().getName());
    return json;
  }

  /**
   * What {@link #of} wrote, for {@link ProvenanceUtil#unmarshalProvenance}.
   *
   * @throws IllegalArgumentException when it is not of that form, or names a class that is none of
   *     Tribuo's and OLCUT's provenance
   */
  static List<ObjectMarshalledProvenance> read(JsonNode json) {
    List<ObjectMarshalledProvenance> objects = new ArrayList<>();
    for (JsonNode object : json) {
      objects.add(
          new ObjectMarshalledProvenance(
              text(object, OBJECT_NAME),
              fields(object.path(MAP)),
              text(object, OBJECT_CLASS),
              provenanceClass(object)));
    }
    if (objects.isEmpty()) {
      throw new IllegalArgumentException("expected an array of marshalled objects");
    }
    return objects;
  }

  private static Map<String, FlatMarshalledProvenance> fields(JsonNode json) {
    Map<String, FlatMarshalledProvenance> fields = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : json.properties()) {
      fields.put(field.getKey(), flat(field.getValue()));
    }
    return fields;
  }

  private static FlatMarshalledProvenance flat(JsonNode json) {
    String kind = text(json, MARSHALLED_CLASS);
    if (kind.equals(SimpleMarshalledProvenance.class.getName())) {
      return new SimpleMarshalledProvenance(
          text(json, VALUE_KEY),
          text(json, VALUE),
          provenanceClass(json),
          json.path(IS_REFERENCE).asBoolean(false),
          text(json, ADDITIONAL));
    } else if (kind.equals(MapMarshalledProvenance.class.getName())) {
      return new MapMarshalledProvenance(fields(json.path(MAP)));
    } else if (kind.equals(ListMarshalledProvenance.class.getName())) {
      List<FlatMarshalledProvenance> values = new ArrayList<>();
      json.path(LIST).forEach(value -> values.add(flat(value)));
      return new ListMarshalledProvenance(values);
    }
    throw new IllegalArgumentException("expected a simple value, map or list, found " + kind);
  }

  private static String provenanceClass(JsonNode json) {
    String name = text(json, PROVENANCE_CLASS);
    if (PROVENANCE_PACKAGES.stream().noneMatch(name::startsWith)) {
      throw new IllegalArgumentException("expected a class of Tribuo or OLCUT, found " + name);
    }
    return name;
  }

  private static String text(JsonNode json, String key) {
    JsonNode value = json.path(key);
    if (!value.isString()) {
      throw new IllegalArgumentException(key + ": expected text, found " + value);
    }
    return value.asString();
  }
}
