package dev.tachograph.agent.instrument.annotation;

import dev.tachograph.agent.config.rule.CallTemplate;
import dev.tachograph.agent.config.rule.OperationSubject;
import dev.tachograph.agent.log.AgentLog;
import dev.tachograph.bootstrap.metrics.OperationNames;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What annotations of one name say of a method. */
public final class AnnotatedOperation {

  /** The operation's name; empty for the method's. */
  private final String name;

  private final Set<String> annotations = new LinkedHashSet<>();
  private final Map<String, CallTemplate> labels = new LinkedHashMap<>();
  private @Nullable Set<String> exceptions;

  AnnotatedOperation(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  /** Adds an annotation; what it says of a label comes before what another has said. */
  void add(KnownAnnotation annotation, AnnotationValues values, String where) {
    annotations.add(annotation.inWords());
    if (annotation.hasCause()) {
      String cause = values.type("cause");
      exceptions = Collections.singleton(cause == null ? Exception.class.getName() : cause);
    }
    if (annotation.tags != null) {
      addTags(values.texts(annotation.tags), annotation.hasPairs(), where);
    }
  }

  private void addTags(List<String> tags, boolean pairs, String where) {
    if (pairs) {
      for (int i = 0; i + 1 < tags.size(); i += 2) {
        label(tags.get(i), CallTemplate.literally(tags.get(i + 1)), where);
      }
    } else {
      for (String tag : tags) {
        int equals = tag.indexOf('=');
        if (equals > 0) {
          label(
              tag.substring(0, equals).trim(),
              CallTemplate.literally(tag.substring(equals + 1).trim()),
              where);
        }
      }
    }
  }

  /** Adds a label. Characters that Prometheus does not accept become {@code _}. */
  void label(String written, CallTemplate value, String where) {
    StringBuilder label = new StringBuilder();
    for (int i = 0; i < written.length(); i++) {
      char c = written.charAt(i);
      boolean digit = c >= '0' && c <= '9';
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (digit && i == 0) {
        label.append('_');
      }
      label.append(digit || letter ? c : '_');
    }
    String valid = label.toString();
    if (valid.isEmpty() || OperationNames.isReserved(valid)) {
      AgentLog.warnOnce(
          where + written,
          where + ": the tag " + written + " is no label, since that has a meaning of its own");
    } else {
      labels.put(valid, value);
    }
  }

  /** What the method is measured as. */
  public OperationSubject subject() {
    return new OperationSubject(
        name.isEmpty() ? null : CallTemplate.literally(name), labels, exceptions);
  }

  /** The annotations, as users write them. */
  public String inWords() {
    return String.join(" ", annotations);
  }

  /** All that it says. */
  @Override
  public String toString() {
    return inWords() + " " + name + labels + (exceptions == null ? "" : exceptions);
  }
}
