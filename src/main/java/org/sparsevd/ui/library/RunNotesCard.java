package org.sparsevd.ui.library;

import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.TraversalDirection;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.sparsevd.run.RunNames;
import org.sparsevd.run.RunNotes;
import org.sparsevd.run.RunSummary;
import org.sparsevd.text.Text;
import org.sparsevd.ui.control.Card;

/** Name, tags and notes of one run, kept when a field is left. */
final class RunNotesCard extends Card {
  private final LibraryModel model;
  private final TextField name = new TextField();
  private final TextField tags = new TextField();
  private final TextArea text = new TextArea();
  private final Label hint = new Label();
  private Optional<RunSummary> shown = Optional.empty();
  private RunNotes before = RunNotes.NONE; // what the fields were filled with, or last kept

  RunNotesCard(LibraryModel model) {
    super(Text.of("ui.library.notes"));
    this.model = model;
    setId("library-notes-card");
    getStyleClass().add("library-notes");
    name.setId("library-name");
    tags.setId("library-tags");
    text.setId("library-notes");
    text.setWrapText(true);
    text.getStyleClass().add("notes-area");
    text.addEventFilter(KeyEvent.KEY_PRESSED, RunNotesCard::leave);
    hint.getStyleClass().add("caption");
    hint.setWrapText(true);
    VBox.setVgrow(text, Priority.ALWAYS);
    name.setOnAction(event -> rename());
    tags.setOnAction(event -> keep());
    for (Node field : List.of(name, tags, text)) {
      field
          .focusedProperty()
          .addListener((observable, before, now) -> {
            if (!now) {
              rename();
              keep();
            }
          });
    }
    name.textProperty().addListener(observable -> check());
    VBox content =
        new VBox(
            label("ui.library.name", name),
            name,
            hint,
            label("ui.library.tags", tags),
            tags,
            label("ui.library.words", text),
            text);
    content.getStyleClass().add("library-notes-content");
    setContent(content);
    show(Optional.empty());
  }

  /** Tab goes on to what is next; as a letter of the notes it would hold the keyboard for ever. */
  private static void leave(KeyEvent event) {
    if (event.getCode() == KeyCode.TAB && !event.isShortcutDown()) {
      ((Node) event.getSource())
          .requestFocusTraversal(
              event.isShiftDown() ? TraversalDirection.PREVIOUS : TraversalDirection.NEXT);
      event.consume();
    }
  }

  private static Label label(String key, Node field) {
    Label label = new Label(Text.of(key));
    label.getStyleClass().add("caption");
    label.setLabelFor(field);
    return label;
  }

  /** Shows a run, or that there is none alone. */
  void show(Optional<RunSummary> run) {
    if (run.equals(shown)) {
      return;
    }
    boolean same =
        run.map(RunSummary::folder).equals(shown.map(RunSummary::folder)) && isBeingEdited();
    if (!same) { // what is half written is not to be lost
      keep();
    }
    shown = run;
    if (!same) {
      name.setText(run.map(RunSummary::name).orElse(""));
      fill(run.map(RunSummary::notes).orElse(RunNotes.NONE));
    }
    for (Node field : List.of(name, tags, text)) {
      field.setDisable(run.isEmpty());
    }
    check();
  }

  private void fill(RunNotes notes) {
    before = notes;
    tags.setText(String.join(", ", notes.tags()));
    text.setText(notes.text());
  }

  private boolean isBeingEdited() {
    return name.isFocused() || tags.isFocused() || text.isFocused();
  }

  /** Lets the user type another name. */
  void editName() {
    if (shown.isPresent()) {
      name.requestFocus();
      name.selectAll();
    }
  }

  private void check() {
    boolean wrong = shown.isPresent() && !RunNames.isAllowed(name.getText());
    hint.setText(
        shown.isEmpty()
            ? Text.of("ui.library.choose")
            : wrong ? Text.of("ui.library.badName") : "");
    hint.setManaged(!hint.getText().isEmpty());
    hint.setVisible(hint.isManaged());
    name.getStyleClass().remove("bad");
    if (wrong) {
      name.getStyleClass().add("bad");
    }
  }

  private void rename() {
    if (shown.isEmpty() || name.getText().equals(shown.get().name())) {
      return;
    }
    if (RunNames.isAllowed(name.getText())) {
      model.rename(shown.get(), name.getText());
    } else if (!name.isFocused()) { // else there is still time to mend it
      name.setText(shown.get().name());
    }
  }

  private void keep() {
    RunNotes typed = typed();
    shown.ifPresent(run -> model.note(run, before, typed, kept -> kept(run, typed, kept)));
    before = typed;
  }

  private RunNotes typed() {
    return new RunNotes(text.getText(), List.of(tags.getText().split(",", -1)));
  }

  /** Another window may have written too: its words are shown, and are the user's from now on. */
  private void kept(RunSummary run, RunNotes typed, RunNotes kept) {
    boolean here = shown.map(RunSummary::folder).equals(Optional.of(run.folder()));
    if (here && !kept.equals(typed) && typed().equals(typed)) {
      fill(kept);
      hint.setText(Text.of("ui.library.joined"));
      hint.setManaged(true);
      hint.setVisible(true);
    }
  }
}
