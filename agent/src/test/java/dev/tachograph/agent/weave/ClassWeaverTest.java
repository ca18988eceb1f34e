package dev.tachograph.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tachograph.bootstrap.support.ProbeErrors;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.util.CheckClassAdapter;

class ClassWeaverTest {
  private static final String SAMPLE = "dev/tachograph/agent/weave/Sample";
  private static final String GETS = "()Ljava/lang/String;";
  private static final String GET = "()Ljava/lang/Object;";
  private static final String CALLS_GET = "(Ljava/util/function/Supplier;Z)Ljava/lang/String;";

  @BeforeEach
  void reset() {
    Recorder.EVENTS.clear();
    Recorder.failing = false;
    Recorder.replacement = null;
  }

  static final class FirstArgument {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static long enter(@Advice.Argument(0) Object argument) {
      return Recorder.entered(argument);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Argument(0) Object argument,
        @Advice.Enter long entered,
        @Advice.Return @Nullable Object returned,
        @Advice.Thrown @Nullable Throwable thrown) {
      Recorder.record("argument " + argument);
      Recorder.exited(entered, returned, thrown);
    }
  }

  static final class FieldAndConstant {
    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.This(optional = true) Object self,
        @Woven.Field("field") String field,
        @Woven.Constant("name") String name) {
      Recorder.record(self.getClass().getSimpleName() + " " + field + " " + name);
    }
  }

  static final class FieldOfArgument {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static long enter(@Woven.ArgumentField(argument = 0, value = "field") String field) {
      return Recorder.entered(field);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(@Woven.ArgumentField(argument = 0, value = "field") String field) {
      Recorder.record("exit " + field);
    }
  }

  static final class EveryArgument {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.AllArguments Object[] arguments) {
      Recorder.record(Arrays.toString(arguments));
    }
  }

  static final class OnReturnOnly {
    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.Return @Nullable Object returned) {
      Recorder.record("returned " + returned);
    }
  }

  static final class AroundGet {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static long enter(@Woven.Field("field") String field) {
      return Recorder.entered(field);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter long entered,
        @Advice.Return @Nullable Object returned,
        @Advice.Thrown @Nullable Throwable thrown) {
      Recorder.exited(entered, returned, thrown);
    }
  }

  static final class Remembering {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    @Woven.Store("extra")
    static Object enter(@Woven.AddedField("extra") @Nullable Object before) {
      Recorder.record("before " + before);
      return "entered";
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Woven.AddedField("extra") @Nullable Object after, @Advice.Enter @Nullable Object entered) {
      Recorder.record("after " + after + " " + entered);
    }
  }

  static final class RememberingInConstructor {
    @Advice.OnMethodExit(suppress = Throwable.class)
    @Woven.Store("extra")
    static Object exit(@Advice.Argument(0) String argument) {
      return "made with ".concat(argument);
    }
  }

  static final class MarkingTheArgument {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    @Woven.Store(value = "extra", argument = 0)
    static Object enter(@Woven.AddedField(value = "extra", argument = 0) @Nullable Object before) {
      Recorder.record("before " + before);
      return "marked";
    }
  }

  static final class AskingWhatIsReturned {
    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Woven.AddedField(value = "extra", argument = Woven.AddedField.RETURNED)
            @Nullable Object extra,
        @Advice.Return @Nullable Object returned) {
      if (returned != null) {
        Recorder.record("of " + ((Supplier<?>) returned).get() + " " + extra);
      }
    }
  }

  static final class FieldOfWhatIsReturned {
    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Woven.ArgumentField(argument = Woven.AddedField.RETURNED, value = "field") String field) {
      Recorder.record("field " + field);
    }
  }

  static final class SeeingTheReceiver {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Woven.Receiver Object receiver) {
      Recorder.record("receiver " + ((Supplier<?>) receiver).get());
    }
  }

  static final class FieldOfUnseenType {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Woven.Field(value = "field", type = "Ljava/lang/String;") Object field) {
      Recorder.record("field " + field);
    }
  }

  static final class OnlyField {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Woven.Field String own, @Woven.Field(type = "Ljava/lang/String;") Object unseen) {
      Recorder.record(own + " " + unseen);
    }
  }

  static final class FieldThatIsNotThere {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Woven.Field Thread thread) {
      Recorder.record(thread.getName());
    }
  }

  /** Its fields are named by the compiler. */
  private static final class Outer {
    final String name;

    Outer(String name) {
      this.name = name;
    }

    Supplier<String> supplier(String kept) {
      return new Supplier<String>() {
        @Override
        public String get() {
          return name + kept;
        }
      };
    }

    Supplier<String> supplier(String kept, String other) {
      return new Supplier<String>() {
        @Override
        public String get() {
          return name + kept + other;
        }
      };
    }
  }

  static final class InnerFields {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Woven.Field(type = "Ldev/tachograph/agent/weave/ClassWeaverTest$Outer;") Object outer,
        @Woven.Field String kept) {
      Recorder.record(outer + " " + kept);
    }
  }

  static final class Branching {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static long enter(@Advice.Argument(0) long argument) {
      long first = argument + 1;
      double second = first + 0.5;
      String third = first > 0 ? "more" : "less";
      String fourth = "than " + third;
      Recorder.record(third + " " + second + " " + fourth);
      return first;
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.This(optional = true) Object self,
        @Advice.Argument(0) long argument,
        @Advice.Enter long entered,
        @Advice.Return long returned) {
      long sum = argument + entered + returned;
      double half = sum / 2.0;
      if (sum > 100) {
        Recorder.record(self.getClass().getSimpleName() + " large " + half);
      } else {
        Recorder.record(self.getClass().getSimpleName() + " small " + half);
      }
    }
  }

  static final class Replacing {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static long enter(@Advice.Argument(0) Object argument) {
      return Recorder.entered(argument);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    @SuppressWarnings("UnusedVariable") // The weaver reads it.
    static void exit(
        @Advice.Argument(0) Object argument,
        @Advice.Enter long entered,
        @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC)
            @Nullable Object returned,
        @Advice.Thrown @Nullable Throwable thrown) {
      returned = Recorder.replaced(argument, returned);
    }
  }

  static final class Unsaid {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(long argument) {
      Recorder.record("never " + argument);
    }
  }

  private static Object replacing() throws Throwable {
    return woven(
        new ClassPlan()
            .method("caught", "(Ljava/lang/String;)Ljava/lang/String;", Replacing.class)
            .method("callsGet", CALLS_GET, Replacing.class));
  }

  @Test
  void exitAdviceMayReplaceWhatIsReturned() throws Throwable {
    Object sample = replacing();
    Recorder.replacement = "another";
    assertThat(call(sample, "caught", "x")).isEqualTo("another");
    Recorder.replacement = null;
    assertThat(call(sample, "caught", "x")).isNull();
    assertThat(Recorder.EVENTS).contains("replaced x caught x");
  }

  @Test
  void aReplacementOfAnotherTypeIsDropped_andReported() throws Throwable {
    Object sample = replacing();
    Recorder.replacement = 7;
    long before = ProbeErrors.counts().values().stream().mapToLong(Long::longValue).sum();
    assertThat(call(sample, "caught", "x")).isEqualTo("caught x");
    assertThat(ProbeErrors.counts().values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(before + 1);
  }

  @Test
  void adviceThatFailsReplacesNothing() throws Throwable {
    Object sample = replacing();
    Recorder.replacement = "another";
    Recorder.failing = true;
    Supplier<String> supplier = () -> "it";
    assertThat(call(sample, "callsGet", supplier, false)).isEqualTo("it7");
  }

  @Test
  void whatIsThrownCannotBeReplaced() throws Throwable {
    Object sample = replacing();
    Recorder.replacement = "another";
    Supplier<String> broken =
        () -> {
          throw new IllegalStateException("broken");
        };
    assertThatThrownBy(() -> call(sample, "callsGet", broken, true))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("broken");
  }

  @Test
  void whatAdviceStoresIsThereAtTheNextCall() throws Throwable {
    Object sample = woven(new ClassPlan().field("extra").method("get", GETS, Remembering.class));
    call(sample, "get");
    call(sample, "get");
    assertThat(Recorder.EVENTS)
        .containsExactly(
            "before null", "after entered entered", "before entered", "after entered entered");
  }

  @Test
  void whatAdviceStoresInAConstructorIsThereForMethods() throws Throwable {
    Object sample =
        woven(
            new ClassPlan()
                .field("extra")
                .method("<init>", "(Ljava/lang/String;)V", RememberingInConstructor.class)
                .method("get", GETS, Remembering.class));
    call(sample, "get");
    assertThat(Recorder.EVENTS).first().isEqualTo("before made with value");
  }

  @Test
  void adviceMarksAnArgument() throws Throwable {
    Object sample =
        woven(
            new ClassPlan()
                .field("extra")
                .method("sameAs", "(L" + SAMPLE + ";)Z", MarkingTheArgument.class)
                .method("get", GETS, Remembering.class));
    assertThat(call(sample, "sameAs", sample)).isEqualTo(true);
    call(sample, "get");
    assertThat(Recorder.EVENTS).containsSubsequence("before null", "before marked");
  }

  @Test
  void aroundACallTheFieldOfWhatIsReturnedIsSeen_andNothingIfThatIsNull() throws Throwable {
    Object sample =
        woven(
            new ClassPlan()
                .field("extra")
                .method("<init>", "(Ljava/lang/String;)V", RememberingInConstructor.class)
                .call(
                    "callsNext",
                    "(Z)Ljava/lang/String;",
                    SAMPLE,
                    "next",
                    "(Z)L" + SAMPLE + ";",
                    AskingWhatIsReturned.class));
    assertThat(call(sample, "callsNext", true)).isEqualTo("value");
    assertThat(call(sample, "callsNext", false)).isEqualTo("none");
    assertThat(Recorder.EVENTS).containsExactly("of got value made with value");
  }

  @Test
  void aroundACallTheOwnFieldOfWhatIsReturnedIsSeen() throws Throwable {
    Object sample =
        woven(
            new ClassPlan()
                .call(
                    "callsNext",
                    "(Z)Ljava/lang/String;",
                    SAMPLE,
                    "next",
                    "(Z)L" + SAMPLE + ";",
                    FieldOfWhatIsReturned.class));
    assertThat(call(sample, "callsNext", true)).isEqualTo("value");
    assertThat(Recorder.EVENTS).containsExactly("field value");
  }

  @Test
  void aClassThatWasLoadedBeforeGetsNoFieldAndAdviceFindsNull() throws Throwable {
    ClassPlan plan = new ClassPlan("java/lang/Object", true, true, Set.of());
    Object sample = woven(plan.field("extra").method("get", GETS, Remembering.class));
    call(sample, "get");
    assertThat(Recorder.EVENTS).containsExactly("before null", "after null entered");
    assertThat(sample.getClass().getDeclaredFields())
        .extracting(Field::getName)
        .doesNotContain("extra");
  }

  /** Two of one name would be no class at all. */
  @Test
  void aFieldThatAnotherAgentShowsAlreadyIsNotAddedAgain() throws IOException {
    byte[] once =
        woven(classFile(), new ClassPlan().field("extra").method("get", GETS, Remembering.class));
    byte[] twice =
        woven(once, new ClassPlan().field("extra").method("get", GETS, Remembering.class));
    ClassNode shown = new ClassNode();
    new ClassReader(twice).accept(shown, ClassReader.SKIP_CODE);
    assertThat(shown.fields).extracting(field -> field.name).containsOnlyOnce("extra");
  }

  @Test
  void anAddedFieldIsTransientAndSynthetic() throws Throwable {
    Object sample = woven(new ClassPlan().field("extra").method("get", GETS, Remembering.class));
    Field field = sample.getClass().getDeclaredField("extra");
    assertThat(Modifier.isTransient(field.getModifiers())).isTrue();
    assertThat(field.isSynthetic()).isTrue();
  }

  @Test
  void aroundACallTheReceiverIsSeen() throws Throwable {
    Object sample =
        woven(
            new ClassPlan()
                .call(
                    "callsGet",
                    CALLS_GET,
                    "java/util/function/Supplier",
                    "get",
                    GET,
                    SeeingTheReceiver.class));
    Supplier<String> supplier = () -> "it";
    call(sample, "callsGet", supplier, false);
    assertThat(Recorder.EVENTS).containsExactly("receiver it");
  }

  @Test
  void aroundAMethodThereIsNoReceiver() {
    assertThatThrownBy(() -> woven(new ClassPlan().method("get", GETS, SeeingTheReceiver.class)))
        .isInstanceOf(WeaveException.class)
        .hasMessageContaining("receiver");
  }

  @Test
  void aFieldMayBeOfATypeThatAdviceCannotName() throws Throwable {
    Object sample = woven(new ClassPlan().method("get", GETS, FieldOfUnseenType.class));
    call(sample, "get");
    assertThat(Recorder.EVENTS).containsExactly("field value");
  }

  @Test
  void theOnlyFieldOfATypeNeedsNoName() throws Throwable {
    call(woven(new ClassPlan().method("get", GETS, OnlyField.class)), "get");
    assertThat(Recorder.EVENTS).containsExactly("value value");
  }

  @Test
  void whatAnInnerClassHasOfTheCodeAroundIt_isFoundByItsType() throws IOException {
    byte[] woven = wovenInner(new Outer("outer").supplier("kept"));
    assertThat(fieldsReadIn(woven, "get")).startsWith("this$0", "val$kept");
  }

  @Test
  void severalFieldsOfATypeWithoutName_areRefused() {
    assertThatThrownBy(() -> wovenInner(new Outer("outer").supplier("kept", "other")))
        .isInstanceOf(WeaveException.class)
        .hasMessageContaining("several fields of type Ljava/lang/String;");
  }

  @Test
  void aTypeThatNoFieldHas_isRefused() {
    assertThatThrownBy(() -> woven(new ClassPlan().method("get", GETS, FieldThatIsNotThere.class)))
        .isInstanceOf(WeaveException.class)
        .hasMessageContaining("no field of type Ljava/lang/Thread;");
  }

  @Test
  void oneOfSeveralPlacesMustBeThere() throws Throwable {
    ClassPlan one =
        new ClassPlan()
            .optionalMethod("nowhere", GETS, OnReturnOnly.class)
            .optionalMethod("get", GETS, OnReturnOnly.class)
            .requireOneOfLast(2);
    call(woven(one), "get");
    assertThat(Recorder.EVENTS).hasSize(1);
    ClassPlan none =
        new ClassPlan()
            .method("get", GETS, OnReturnOnly.class)
            .optionalMethod("nowhere", GETS, OnReturnOnly.class)
            .optionalMethod("neither", GETS, OnReturnOnly.class)
            .requireOneOfLast(2);
    assertThatThrownBy(() -> woven(none)).isInstanceOf(WeaveException.class);
  }

  @Test
  void aMethodCanBeNamedWithoutItsDescriptor() throws Throwable {
    call(woven(new ClassPlan().methodNamed("get", OnReturnOnly.class)), "get");
    assertThat(Recorder.EVENTS).contains("returned got value");
    assertThatThrownBy(() -> woven(new ClassPlan().methodNamed("nowhere", OnReturnOnly.class)))
        .isInstanceOf(WeaveException.class)
        .hasMessageContaining("nowhere");
  }

  @Test
  void adviceSeesArgumentsResultAndEnterValue() throws Throwable {
    Object sample = woven(new ClassPlan().method("add", "(IJD)I", FirstArgument.class));
    assertThat(call(sample, "add", 1, 2L, 3.5)).isEqualTo(6);
    assertThat(Recorder.EVENTS).containsExactly("enter 1", "argument 1", "exit 42 6 null");
  }

  @Test
  void adviceSeesFieldsOfTheArgumentsOfTheEntry() throws Throwable {
    String owner = Sample.class.getName().replace('.', '/');
    Object sample =
        woven(
            new ClassPlan()
                .method("fieldOf", "(L" + owner + ";)Ljava/lang/String;", FieldOfArgument.class));
    Object other = sample.getClass().getConstructor(String.class).newInstance("other");
    Object seen = sample.getClass().getMethod("fieldOf", sample.getClass()).invoke(sample, other);
    assertThat((String) seen).startsWith("other");
    assertThat(Recorder.EVENTS).containsExactly("enter other", "exit other");
  }

  @Test
  void argumentsAreThoseOfTheEntryEvenIfTheMethodReassignsThem() throws Throwable {
    Object sample =
        woven(
            new ClassPlan()
                .method(
                    "describe", "(Ljava/lang/String;I)Ljava/lang/String;", FirstArgument.class));
    assertThat(call(sample, "describe", "a", 2)).isEqualTo("aa!");
    assertThat(Recorder.EVENTS).containsExactly("enter a", "argument a", "exit 42 aa! null");
  }

  @Test
  void whatTheMethodThrowsPassesThroughUnchanged() throws Throwable {
    Object sample =
        woven(new ClassPlan().method("fail", "(Ljava/lang/String;)V", FirstArgument.class));
    assertThatThrownBy(() -> call(sample, "fail", "no"))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage("no")
        .satisfies(
            e -> assertThat(e.getStackTrace()[0].getMethodName()).isEqualTo("fail"),
            e -> assertThat(e.getSuppressed()).isEmpty());
    assertThat(Recorder.EVENTS)
        .containsExactly(
            "enter no", "argument no", "exit 42 null java.lang.IllegalArgumentException: no");
  }

  @Test
  void handlersAndFinallyBlocksOfTheMethodComeFirst() throws Throwable {
    Object sample =
        woven(
            new ClassPlan()
                .method("fail", "(Ljava/lang/String;)V", OnReturnOnly.class)
                .method("caught", "(Ljava/lang/String;)Ljava/lang/String;", FirstArgument.class));
    assertThat(call(sample, "caught", "x")).isEqualTo("caught x");
    assertThat(Recorder.EVENTS)
        .containsExactly("enter x", "finally", "argument x", "exit 42 caught x null");
  }

  @Test
  void methodsThatBeginWithALoopAndSynchronizedMethodsAreWoven() throws Throwable {
    Object sample =
        woven(
            new ClassPlan()
                .method("countDown", "(I)I", FirstArgument.class)
                .method("locked", "(J)J", FirstArgument.class));
    assertThat(call(sample, "countDown", 3)).isEqualTo(0);
    assertThat(call(sample, "locked", -5L)).isEqualTo(5L);
    assertThat(Recorder.EVENTS)
        .containsExactly(
            "enter 3", "argument 3", "exit 42 0 null", "enter -5", "argument -5", "exit 42 5 null");
  }

  @Test
  void constructorsAreWovenOnReturn() throws Throwable {
    woven(
        new ClassPlan()
            .methods(
                (access, name, descriptor) -> name.equals("<init>"),
                (name, descriptor) ->
                    new ClassPlan.ChosenAdvice(
                        FieldAndConstant.class, Map.of("name", "constant"))));
    assertThat(Recorder.EVENTS).containsExactly("Sample value constant");
  }

  @Test
  void allArgumentsAreBoxed() throws Throwable {
    Object sample = woven(new ClassPlan().method("add", "(IJD)I", EveryArgument.class));
    assertThat(call(sample, "add", 1, 2L, 3.5)).isEqualTo(6);
    assertThat(Recorder.EVENTS).containsExactly("[1, 2, 3.5]");
  }

  @Test
  void exitOnReturnOnlyDoesNotRunOnAThrowable() throws Throwable {
    Object sample =
        woven(new ClassPlan().method("fail", "(Ljava/lang/String;)V", OnReturnOnly.class));
    assertThatThrownBy(() -> call(sample, "fail", "no")).hasMessage("no");
    assertThat(Recorder.EVENTS).isEmpty();
  }

  @Test
  void twoAdvicesOnOneMethodNestInTheOrderOfThePlan() throws Throwable {
    Object sample =
        woven(
            new ClassPlan()
                .method("locked", "(J)J", EveryArgument.class)
                .method("locked", "(J)J", FirstArgument.class)
                .method("locked", "(J)J", OnReturnOnly.class));
    assertThat(call(sample, "locked", 5L)).isEqualTo(5L);
    assertThat(Recorder.EVENTS)
        .containsExactly("[5]", "enter 5", "returned 5", "argument 5", "exit 42 5 null");
  }

  @Test
  void callsAreWovenWhereTheyAreMade() throws Throwable {
    Object sample = woven(planOfCalls());
    Supplier<String> good = () -> "g";
    assertThat(call(sample, "callsGet", good, true)).isEqualTo("gg7");
    assertThat(Recorder.EVENTS)
        .containsExactly("enter value", "exit 42 g null", "enter value", "exit 42 g null");
  }

  @Test
  void whatACallThrowsReachesTheHandlerAroundIt() throws Throwable {
    Object sample = woven(planOfCalls());
    Supplier<String> bad =
        () -> {
          throw new IllegalStateException("bad");
        };
    assertThat(call(sample, "callsGet", bad, false)).isEqualTo("failed bad7");
    assertThat(Recorder.EVENTS)
        .containsExactly("enter value", "exit 42 null java.lang.IllegalStateException: bad");
    Recorder.EVENTS.clear();
    assertThatThrownBy(
            () -> call(sample, "callsGet", (Supplier<String>) new FailsSecondTime(), true))
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasMessage("second");
  }

  private static final class FailsSecondTime implements Supplier<String> {
    private int calls;

    @Override
    public String get() {
      if (calls++ > 0) {
        throw new IllegalStateException("second");
      }
      return "first";
    }
  }

  @Test
  void aCallAddsNoFrameToTheStack() throws Throwable {
    StackTraceElement[][] traces = new StackTraceElement[2][];
    for (int i = 0; i < 2; i++) {
      int run = i;
      Object sample = i == 0 ? woven(new ClassPlan()) : woven(planOfCalls());
      Supplier<String> tracer =
          () -> {
            traces[run] = new Throwable().getStackTrace();
            return "";
          };
      call(sample, "callsGet", tracer, false);
    }
    assertThat(names(traces[1])).isEqualTo(names(traces[0]));
  }

  private static String names(StackTraceElement[] trace) {
    StringBuilder names = new StringBuilder();
    for (StackTraceElement element : trace) {
      if (element.getMethodName().equals("call")) {
        break;
      }
      names.append(element.getClassName()).append('.').append(element.getMethodName());
      names.append(':').append(element.getLineNumber()).append('\n');
    }
    return names.toString();
  }

  @Test
  void aMethodAndTheCallsInItAreWovenTogether() throws Throwable {
    Object sample = woven(planOfCalls().method("callsGet", CALLS_GET, FirstArgument.class));
    Supplier<String> good = () -> "g";
    assertThat(call(sample, "callsGet", good, false)).isEqualTo("g7");
    assertThat(Recorder.EVENTS)
        .hasSize(5)
        .startsWith("enter " + good, "enter value", "exit 42 g null");
  }

  @Test
  void whatACallThrowsReachesTheHandlerAroundIt_whereTheMethodIsWovenToo() throws Throwable {
    Object sample = woven(planOfCalls().method("callsGet", CALLS_GET, FirstArgument.class));
    Supplier<String> bad =
        () -> {
          throw new IllegalStateException("bad");
        };
    assertThat(call(sample, "callsGet", bad, false)).isEqualTo("failed bad7");
    assertThat(Recorder.EVENTS)
        .containsExactly(
            "enter " + bad,
            "enter value",
            "exit 42 null java.lang.IllegalStateException: bad",
            "argument " + bad,
            "exit 42 failed bad7 null");
    Recorder.EVENTS.clear();
    assertThatThrownBy(
            () -> call(sample, "callsGet", (Supplier<String>) new FailsSecondTime(), true))
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasMessage("second");
    assertThat(Recorder.EVENTS).last().asString().endsWith("IllegalStateException: second");
    Recorder.EVENTS.clear();
    Recorder.failing = true;
    assertThat(call(sample, "callsGet", bad, false)).isEqualTo("failed bad7");
  }

  @Test
  void errorsOfAdviceAreCountedAndGoNoFurther() throws Throwable {
    long before = ProbeErrors.counts().getOrDefault("advice", 0L);
    Object sample = woven(planOfCalls().method("add", "(IJD)I", FirstArgument.class));
    Recorder.failing = true;
    assertThat(call(sample, "add", 1, 2L, 3.5)).isEqualTo(6);
    assertThat(call(sample, "callsGet", (Supplier<String>) () -> "g", false)).isEqualTo("g7");
    assertThat(ProbeErrors.counts()).containsEntry("advice", before + 4);
  }

  /** Compilers other than javac return from the midst of an expression. */
  @Test
  void aMethodMayReturnWithOperandsLeftOnItsStack() throws Throwable {
    byte[] odd =
        classWithMethod(
            mv -> {
              Label positive = new Label();
              mv.visitVarInsn(Opcodes.ILOAD, 0);
              mv.visitJumpInsn(Opcodes.IFGT, positive);
              mv.visitInsn(Opcodes.ICONST_1);
              mv.visitInsn(Opcodes.LCONST_1);
              mv.visitInsn(Opcodes.ICONST_2);
              mv.visitInsn(Opcodes.IRETURN);
              mv.visitLabel(positive);
              mv.visitInsn(Opcodes.ICONST_3);
              mv.visitInsn(Opcodes.IRETURN);
            });
    Class<?> type = define(woven(odd, new ClassPlan().method("odd", "(I)I", FirstArgument.class)));
    assertThat(type.getMethod("odd", int.class).invoke(null, -1)).isEqualTo(2);
    assertThat(type.getMethod("odd", int.class).invoke(null, 1)).isEqualTo(3);
    assertThat(Recorder.EVENTS).contains("exit 42 2 null", "exit 42 3 null");
  }

  /** The JVM names a variable without debug information by its number. */
  @Test
  void variablesKeepTheirNumbersInMessagesOfTheJvm() throws Throwable {
    byte[] odd =
        classWithMethod(
            mv -> {
              mv.visitInsn(Opcodes.ACONST_NULL);
              mv.visitVarInsn(Opcodes.ASTORE, 3);
              mv.visitVarInsn(Opcodes.ALOAD, 3);
              mv.visitMethodInsn(
                  Opcodes.INVOKEVIRTUAL, "java/lang/Object", "hashCode", "()I", false);
              mv.visitInsn(Opcodes.IRETURN);
            });
    byte[] woven = woven(odd, new ClassPlan().method("odd", "(I)I", FirstArgument.class));
    assertThat(messageOfOdd(woven)).contains("<local3>").isEqualTo(messageOfOdd(odd));
  }

  /** HotSpot compiles no method of more than 8000 bytes. */
  @Test
  void aMethodThatWouldBecomeTooLongIsLeftOutAndNamed() {
    for (int bytes : new int[] {7_980, 65_500}) {
      ClassWeaver.Result result =
          ClassWeaver.weave(classOfLength(bytes), new ClassPlan().methods(ANY, FIRST_ARGUMENT));
      assertThat(result.leftOut()).containsExactly("odd(I)I");
      assertThat(result.classFile()).isNull();
    }
    ClassWeaver.Result result =
        ClassWeaver.weave(classOfLength(9_000), new ClassPlan().methods(ANY, FIRST_ARGUMENT));
    assertThat(result.leftOut()).isEmpty();
    assertThat(result.wovenMethods()).containsExactly("odd(I)I");
  }

  @Test
  void aMethodWithManyReturnsStaysShort() {
    byte[] original = classWithMethod(mv -> returnOften(mv, 641));
    ClassWeaver.Result result =
        ClassWeaver.weave(original, new ClassPlan().methods(ANY, FIRST_ARGUMENT));
    assertThat(result.leftOut()).isEmpty();
    int length = MethodSizes.of(Objects.requireNonNull(result.classFile())).codeOf("odd(I)I");
    assertThat(length).isLessThan(8000).isGreaterThan(MethodSizes.of(original).codeOf("odd(I)I"));
  }

  @Test
  void theLengthIsChecked_howeverShortTheMethodWas() {
    byte[] original = classWithMethod(mv -> callOften(mv, 400));
    assertThat(MethodSizes.of(original).codeOf("odd(I)I")).isLessThan(4000);
    ClassPlan plan =
        new ClassPlan()
            .callAnywhere("java/util/function/Supplier", "get", GET, SeeingTheReceiver.class);
    ClassWeaver.Result few = ClassWeaver.weave(classWithMethod(mv -> callOften(mv, 50)), plan);
    assertThat(few.leftOut()).isEmpty();
    ClassWeaver.Result many = ClassWeaver.weave(original, plan);
    assertThat(many.leftOut()).containsExactly("odd(I)I");
    assertThat(many.classFile()).isNull();
  }

  private static void returnOften(MethodVisitor mv, int times) {
    for (int i = 0; i < times; i++) {
      Label next = new Label();
      mv.visitVarInsn(Opcodes.ILOAD, 0);
      mv.visitJumpInsn(Opcodes.IFGT, next);
      mv.visitInsn(Opcodes.ICONST_1);
      mv.visitInsn(Opcodes.IRETURN);
      mv.visitLabel(next);
    }
    mv.visitInsn(Opcodes.ICONST_2);
    mv.visitInsn(Opcodes.IRETURN);
  }

  private static void callOften(MethodVisitor mv, int times) {
    for (int i = 0; i < times; i++) {
      mv.visitInsn(Opcodes.ACONST_NULL);
      mv.visitMethodInsn(Opcodes.INVOKEINTERFACE, "java/util/function/Supplier", "get", GET, true);
      mv.visitInsn(Opcodes.POP);
    }
    mv.visitInsn(Opcodes.ICONST_2);
    mv.visitInsn(Opcodes.IRETURN);
  }

  private static final ClassPlan.MethodMatcher ANY = (access, name, descriptor) -> true;
  private static final ClassPlan.AdviceChoice FIRST_ARGUMENT =
      (name, descriptor) -> new ClassPlan.ChosenAdvice(FirstArgument.class, Map.of());

  private static byte[] classOfLength(int bytes) {
    return classWithMethod(
        mv -> {
          for (int i = 0; i < bytes - 2; i++) {
            mv.visitInsn(Opcodes.NOP);
          }
          mv.visitInsn(Opcodes.ICONST_1);
          mv.visitInsn(Opcodes.IRETURN);
        });
  }

  private static String messageOfOdd(byte[] classFile) throws Throwable {
    try {
      define(classFile).getMethod("odd", int.class).invoke(null, 1);
      throw new AssertionError("nothing was thrown");
    } catch (InvocationTargetException e) {
      return String.valueOf(Objects.requireNonNull(e.getCause()).getMessage());
    }
  }

  private static byte[] classWithMethod(Consumer<MethodVisitor> code) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES);
    writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "Odd", null, "java/lang/Object", null);
    MethodVisitor mv =
        writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "odd", "(I)I", null, null);
    mv.visitCode();
    code.accept(mv);
    mv.visitMaxs(0, 0);
    mv.visitEnd();
    return writer.toByteArray();
  }

  private static byte[] woven(byte[] classFile, ClassPlan plan) {
    return Objects.requireNonNull(ClassWeaver.weave(classFile, plan).classFile());
  }

  private static Class<?> define(byte[] classFile) {
    return new ClassLoader(ClassWeaverTest.class.getClassLoader()) {
      Class<?> define() {
        return defineClass("Odd", classFile, 0, classFile.length);
      }
    }.define();
  }

  @Test
  void errorsOfExitAdviceDoNotReachAHandlerAroundTheReturn() throws Throwable {
    Object sample =
        woven(
            new ClassPlan()
                .method("caught", "(Ljava/lang/String;)Ljava/lang/String;", OnReturnOnly.class)
                .method("returnsInTry", "()Ljava/lang/String;", OnReturnOnly.class));
    Recorder.failing = true;
    assertThat(call(sample, "returnsInTry")).isEqualTo("fine");
  }

  @Test
  void aCallOfAPrivateMethodIsFound_byWhateverAccessor() throws Throwable {
    String next = "(Z)L" + SAMPLE + ";";
    for (String caller : new String[] {"callsNext", "callsByAccessor"}) {
      Recorder.EVENTS.clear();
      ClassPlan plan =
          new ClassPlan()
              .callOfOuter(caller, "(Z)Ljava/lang/String;", SAMPLE, "next", next, AroundGet.class);
      Object woven = woven(plan);
      assertThat(call(woven, caller, false)).isEqualTo("none");
      assertThat(Recorder.EVENTS).hasSize(2).last().asString().contains("null");
    }
    assertThatThrownBy(
            () ->
                ClassWeaver.weave(
                    classFile(),
                    new ClassPlan()
                        .callOfOuter(
                            "callsByAccessor",
                            "(Z)Ljava/lang/String;",
                            SAMPLE,
                            "next",
                            "(I)L" + SAMPLE + ";",
                            AroundGet.class)))
        .hasMessageContaining("it has no call of " + SAMPLE + ".next");
  }

  @Test
  void aCallWithinAnExpressionIsRefused() {
    ClassPlan plan =
        new ClassPlan()
            .call(
                "callInExpression",
                "(Ljava/util/function/Supplier;)I",
                "java/util/function/Supplier",
                "get",
                GET,
                AroundGet.class);
    assertThatThrownBy(() -> ClassWeaver.weave(classFile(), plan))
        .isInstanceOf(WeaveException.class)
        .hasMessageContaining("part of an expression");
  }

  @Test
  void aClassThatLacksWhatIsRequiredIsRefused() {
    assertThatThrownBy(
            () ->
                ClassWeaver.weave(
                    classFile(), new ClassPlan().method("gone", "()V", FirstArgument.class)))
        .isInstanceOf(WeaveException.class)
        .hasMessage("it has no gone()V");
    assertThatThrownBy(
            () ->
                ClassWeaver.weave(
                    classFile(),
                    new ClassPlan()
                        .call("get", "()Ljava/lang/String;", "A", "b", "()V", AroundGet.class)))
        .hasMessageContaining("call of A.b");
  }

  @Test
  void adviceMayBranchAndHaveVariablesOfItsOwn() throws Throwable {
    Object sample = woven(new ClassPlan().method("locked", "(J)J", Branching.class));
    assertThat(call(sample, "locked", -50L)).isEqualTo(50L);
    assertThat(call(sample, "locked", 70L)).isEqualTo(70L);
    assertThat(Recorder.EVENTS)
        .containsExactly(
            "less -48.5 than less",
            "Sample small -24.5",
            "more 71.5 than more",
            "Sample large 105.5");
  }

  @Test
  void adviceThatDoesNotSayWhatAParameterIsIsRefused() {
    assertThatThrownBy(
            () ->
                ClassWeaver.weave(
                    classFile(), new ClassPlan().method("locked", "(J)J", Unsaid.class)))
        .isInstanceOf(WeaveException.class)
        .hasMessageContaining("says not what it asks for");
  }

  @Test
  void aClassWithNothingToWeaveIntoIsLeftAlone() {
    ClassWeaver.Result result =
        ClassWeaver.weave(
            classFile(), new ClassPlan().optionalMethod("gone", "()V", FirstArgument.class));
    assertThat(result.classFile()).isNull();
    assertThat(result.wovenMethods()).isEmpty();
  }

  private static ClassPlan planOfCalls() {
    return new ClassPlan()
        .call("callsGet", CALLS_GET, "java/util/function/Supplier", "get", GET, AroundGet.class);
  }

  /** Weaves into an anonymous class. */
  private static byte[] wovenInner(Object inner) throws IOException {
    String file = inner.getClass().getName().replace('.', '/') + ".class";
    try (InputStream in = ClassWeaverTest.class.getResourceAsStream("/" + file)) {
      return woven(in.readAllBytes(), new ClassPlan().method("get", GETS, InnerFields.class));
    }
  }

  private static List<String> fieldsReadIn(byte[] classFile, String method) {
    ClassNode node = new ClassNode();
    new ClassReader(classFile).accept(node, 0);
    List<String> read = new ArrayList<>();
    for (MethodNode one : node.methods) {
      if (one.name.equals(method) && one.desc.equals(GETS)) {
        for (AbstractInsnNode insn : one.instructions) {
          if (insn instanceof FieldInsnNode field) {
            read.add(field.name);
          }
        }
      }
    }
    return read;
  }

  private static byte[] classFile() {
    try (InputStream in = Sample.class.getResourceAsStream("Sample.class")) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** A Sample of the woven class, checked by the verifier of ASM and that of the JVM. */
  private static Object woven(ClassPlan plan) throws Throwable {
    byte[] result = ClassWeaver.weave(classFile(), plan).classFile();
    byte[] bytes = result == null ? classFile() : result;
    StringWriter problems = new StringWriter();
    CheckClassAdapter.verify(
        new ClassReader(bytes), Sample.class.getClassLoader(), false, new PrintWriter(problems));
    assertThat(problems.toString()).isEmpty();
    ClassLoader loader =
        new ClassLoader(Sample.class.getClassLoader()) {
          @Override
          protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            return name.equals(Sample.class.getName())
                ? defineClass(name, bytes, 0, bytes.length)
                : super.loadClass(name, resolve);
          }
        };
    Class<?> type = loader.loadClass(Sample.class.getName());
    return type.getConstructor(String.class).newInstance("value");
  }

  private static Object call(Object target, String name, Object... arguments) throws Throwable {
    for (var method : target.getClass().getDeclaredMethods()) {
      if (method.getName().equals(name) && !method.isBridge()) {
        try {
          return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
          throw e.getCause();
        }
      }
    }
    throw new AssertionError(name);
  }
}
