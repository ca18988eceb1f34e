package dev.tachograph.agent.instrument.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.agent.config.rule.OperationSubject;
import dev.tachograph.agent.config.rule.PackagePattern;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Class files with annotations whose classes are not there. */
class AnnotatedMethodsTest {
  private static final String TIMED = "Lio/micrometer/core/annotation/Timed;";
  private static final String COUNTED = "Lcom/codahale/metrics/annotation/Counted;";
  private static final String GUARDED = "Lcom/codahale/metrics/annotation/ExceptionMetered;";
  private static final String PROFILE = "Lorg/eclipse/microprofile/metrics/annotation/Timed;";
  private static final String SPAN = "Lio/opentelemetry/instrumentation/annotations/WithSpan;";
  private static final String ATTRIBUTE =
      "Lio/opentelemetry/instrumentation/annotations/SpanAttribute;";

  private final ClassWriter file = new ClassWriter(0);

  AnnotatedMethodsTest() {
    file.visit(
        Opcodes.V1_8, Opcodes.ACC_ABSTRACT, "com/acme/Steps", null, "java/lang/Object", null);
  }

  private MethodVisitor method(int access, String name, String descriptor) {
    return file.visitMethod(access | Opcodes.ACC_ABSTRACT, name, descriptor, null, null);
  }

  private List<AnnotatedOperation> operations(String name, String descriptor) {
    return AnnotatedMethods.of(file.toByteArray(), true).of(name, descriptor);
  }

  private static void tags(AnnotationVisitor annotation, String attribute, String... tags) {
    AnnotationVisitor array = annotation.visitArray(attribute);
    for (String tag : tags) {
      array.visit(null, tag);
    }
    array.visitEnd();
  }

  @Test
  void aMethodWithoutAnnotations_isNone() {
    method(0, "plain", "()V").visitAnnotation("Ljava/lang/Deprecated;", true);
    assertThat(operations("plain", "()V")).isEmpty();
  }

  @Test
  void tagsBecomeLabels_withValidNames_andWithoutThoseThatMeanSomethingElse() {
    AnnotationVisitor timed = method(0, "run", "()V").visitAnnotation(TIMED, true);
    timed.visit("value", "plan {x}");
    tags(timed, "extraTags", "region.name", "eu{", "1st", "b", "le", "c", "odd");
    OperationSubject subject = operations("run", "()V").get(0).subject();
    assertThat(subject.name()).hasToString("plan {x}");
    assertThat(subject.labels()).containsOnlyKeys("region_name", "_1st");
    assertThat(subject.labels().get("region_name")).hasToString("eu{");
  }

  @Test
  void tagsOfMicroProfile_areSplitAtTheirSign() {
    AnnotationVisitor timed = method(0, "run", "()V").visitAnnotation(PROFILE, true);
    tags(timed, "tags", "a=1", "b = x=y", "=nothing", "nothing");
    OperationSubject subject = operations("run", "()V").get(0).subject();
    assertThat(subject.name()).isNull();
    assertThat(subject.labels().toString()).isEqualTo("{a=1, b=x=y}");
  }

  @Test
  void aCauseIsTheOnlyFailure() {
    method(0, "any", "()V").visitAnnotation(GUARDED, true);
    AnnotationVisitor one = method(0, "one", "()V").visitAnnotation(GUARDED, true);
    one.visit("cause", Type.getObjectType("java/io/IOException"));
    assertThat(operations("any", "()V").get(0).subject().exceptions())
        .containsExactly("java.lang.Exception");
    assertThat(operations("one", "()V").get(0).subject().exceptions())
        .containsExactly("java.io.IOException");
  }

  @Test
  void annotationsWithOneNameAreJoined() {
    MethodVisitor run = method(0, "run", "()V");
    run.visitAnnotation(TIMED, true);
    run.visitAnnotation(COUNTED, true);
    assertThat(operations("run", "()V"))
        .singleElement()
        .satisfies(one -> assertThat(one.inWords()).isEqualTo("@Timed @Counted"));
    run.visitAnnotation(PROFILE, true).visit("name", "other");
    assertThat(operations("run", "()V")).hasSize(2);
    assertThat(AnnotatedMethods.of(file.toByteArray(), false).most()).isEqualTo(2);
  }

  @Test
  void annotationsOfTheClass_areThoseOfItsPublicMethods() {
    file.visitAnnotation(TIMED, true).visit("value", "all");
    file.visitAnnotation(PROFILE, true).visit("name", "begin");
    method(Opcodes.ACC_PUBLIC, "open", "()V");
    method(Opcodes.ACC_PUBLIC, "own", "()V").visitAnnotation(TIMED, true).visit("value", "own");
    method(0, "hidden", "()V");
    assertThat(operations("open", "()V"))
        .extracting(AnnotatedOperation::name)
        .containsExactly("all", "begin_open");
    assertThat(operations("own", "()V"))
        .extracting(AnnotatedOperation::name)
        .containsExactlyInAnyOrder("begin_own", "own");
    assertThat(operations("hidden", "()V")).isEmpty();
  }

  @Test
  void whatCompilersMakeIsNone() {
    method(Opcodes.ACC_BRIDGE | Opcodes.ACC_SYNTHETIC, "run", "()V").visitAnnotation(TIMED, true);
    assertThat(operations("run", "()V")).isEmpty();
  }

  @Test
  void parametersOfSpansAreLabels_ifAskedFor() {
    String descriptor = "(Ljava/lang/String;JI)V";
    MethodVisitor run = method(0, "run", descriptor);
    run.visitParameter("first", 0);
    run.visitParameter("second", 0);
    run.visitParameter("third", 0);
    run.visitAnnotation(SPAN, true);
    run.visitParameterAnnotation(0, ATTRIBUTE, true).visit("value", "order.type");
    run.visitParameterAnnotation(2, ATTRIBUTE, true);
    assertThat(operations("run", descriptor).get(0).subject().labels().toString())
        .isEqualTo("{order_type={arg0}, third={arg2}}");
    assertThat(
            AnnotatedMethods.of(file.toByteArray(), false)
                .of("run", descriptor)
                .get(0)
                .subject()
                .labels())
        .isEmpty();
  }

  @Test
  void aClassFileWithoutAnyOfThem_isNotRead() {
    AnnotatedClasses classes =
        new AnnotatedClasses(List.of(PackagePattern.parse("com.acme.**")), false);
    file.newConst(1L);
    file.newConst(2.0);
    method(0, "plain", "()V");
    assertThat(classes.mayHold("com/acme/Steps", file.toByteArray())).isFalse();
    method(0, "run", "()V").visitAnnotation(COUNTED, true);
    assertThat(classes.mayHold("com/acme/Steps", file.toByteArray())).isTrue();
    assertThat(classes.mayHold("com/acme/Steps", null)).isTrue();
    assertThat(classes.mayHold("org/acme/Steps", file.toByteArray())).isFalse();
    assertThat(classes.mayHold("com/acme/Steps$Nested$Deeper", null)).isTrue();
  }

  @Test
  void everyConstantOfAClassFileIsPassed() throws Exception {
    for (Class<?> type : List.of(AnnotatedMethodsTest.class, String.class, Character.class)) {
      String resource = "/" + type.getName().replace('.', '/') + ".class";
      try (var in = type.getResourceAsStream(resource)) {
        byte[] classFile = in.readAllBytes();
        assertThat(ConstantPool.hasAny(classFile, Set.of())).isFalse();
      }
    }
    try (var in = AnnotatedMethodsTest.class.getResourceAsStream("AnnotatedMethodsTest.class")) {
      byte[] classFile = in.readAllBytes();
      assertThat(
              ConstantPool.hasAny(
                  classFile,
                  Set.of("L" + AnnotatedMethodsTest.class.getName().replace('.', '/') + ";")))
          .isTrue();
    }
  }
}
