package dev.tachograph.agent.instrument.annotation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/** The attributes of one annotation that are written in the class file. */
class AnnotationValues extends AnnotationVisitor {
  private final Map<String, Object> values = new HashMap<>();

  AnnotationValues() {
    super(Opcodes.ASM9);
  }

  @Override
  public void visit(String name, Object value) {
    values.put(name, value);
  }

  @Override
  public AnnotationVisitor visitArray(String name) {
    List<Object> items = new ArrayList<>();
    values.put(name, items);
    return new AnnotationVisitor(Opcodes.ASM9) {
      @Override
      public void visit(@Nullable String nameless, Object value) {
        items.add(value);
      }

      @Override
      public AnnotationVisitor visitAnnotation(@Nullable String nameless, String descriptor) {
        AnnotationValues nested = new AnnotationValues();
        items.add(nested);
        return nested;
      }
    };
  }

  /** The text of an attribute; empty if it is not there. */
  String text(String name) {
    Object value = values.get(name);
    return value instanceof String ? (String) value : "";
  }

  /** The class that an attribute names, with dots; null if it is not there. */
  @Nullable String type(String name) {
    Object value = values.get(name);
    return value instanceof Type ? ((Type) value).getClassName() : null;
  }

  /** The texts of an attribute that holds several. */
  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (Object item : items(name)) {
      texts.add(String.valueOf(item));
    }
    return texts;
  }

  /** The annotations that an attribute holds. */
  List<AnnotationValues> annotations(String name) {
    List<AnnotationValues> annotations = new ArrayList<>();
    for (Object item : items(name)) {
      if (item instanceof AnnotationValues) {
        annotations.add((AnnotationValues) item);
      }
    }
    return annotations;
  }

  private List<?> items(String name) {
    Object value = values.get(name);
    return value instanceof List ? (List<?>) value : Collections.emptyList();
  }
}
