package org.sparsevd.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a command printed and answered. */
record Terminal(int exitCode, String output, String errors) {

  /** Runs a command line where windows can be opened. */
  static Terminal run(String... arguments) {
    return run(new CommandLineProgram(new RecordingStudio(Optional.empty())), arguments);
  }

  static Terminal run(CommandLineProgram program, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = program.run(new PrintWriter(out), new PrintWriter(err), arguments);
    return new Terminal(code, out.toString(), err.toString());
  }

  Terminal expect(int code) {
    assertEquals(code, exitCode, output + errors);
    return this;
  }

  /** One line says what is wrong, perhaps one more where help is; nothing looks like a crash. */
  Terminal expectError(int code, String words) {
    expect(code);
    List<String> lines = errors.lines().toList();
    assertFalse(lines.isEmpty());
    assertTrue(lines.getFirst().startsWith("sparsevd: "), errors);
    assertTrue(lines.getFirst().contains(words), errors);
    assertTrue(lines.size() == 1, errors);
    assertFalse(errors.contains("Exception"), errors);
    assertFalse(errors.contains("\tat "), errors);
    return this;
  }

  /** The output as JSON, an object a line. */
  List<JsonNode> json() {
    return output.lines().map(line -> JsonMapper.shared().readTree(line)).toList();
  }
}
