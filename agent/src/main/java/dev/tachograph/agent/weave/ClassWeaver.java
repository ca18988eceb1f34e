package dev.tachograph.agent.weave;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.FieldVisitor;
import net.bytebuddy.jar.asm.MethodTooLargeException;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Weaves one plan into one class file.
 *
 * <p>The weaver leaves a method as it is if advice would make it too long. The JVM never compiles a
 * method of more than 8000 bytes of code, and does not load one of more than 65535.
 */
public final class ClassWeaver {
  /** HotSpot's HugeMethodLimit. */
  private static final int MAX_COMPILED = 8000;

  /** A woven class. */
  public static final class Result {
    private final byte @Nullable [] classFile;
    private final Set<String> wovenMethods;
    private final Set<String> leftOut;

    Result(byte @Nullable [] classFile, Set<String> wovenMethods, Set<String> leftOut) {
      this.classFile = classFile;
      this.wovenMethods = wovenMethods;
      this.leftOut = leftOut;
    }

    /** The new class file, or null if there was nothing to weave into. */
    public byte @Nullable [] classFile() {
      return classFile;
    }

    /** Names with descriptors of the methods that got advice around them or around their calls. */
    public Set<String> wovenMethods() {
      return wovenMethods;
    }

    /** Names with descriptors of the methods that advice would have made too long. */
    public Set<String> leftOut() {
      return leftOut;
    }
  }

  private final ClassPlan plan;
  private final MethodSizes original;
  private final Set<String> leftOut;
  private final Set<String> wovenMethods = new TreeSet<>();
  private final boolean[] found;
  private final Set<MethodPlan> probed = new HashSet<>();
  private final List<AroundInstruction> calls = new ArrayList<>();
  private final List<Integer> callEntries = new ArrayList<>();

  private ClassWeaver(ClassPlan plan, MethodSizes original, Set<String> leftOut) {
    this.plan = plan;
    this.original = original;
    this.leftOut = leftOut;
    this.found = new boolean[plan.entries.size()];
  }

  /** Internal name of the superclass of a class. */
  static String superName(byte[] classFile) {
    return String.valueOf(new ClassReader(classFile).getSuperName());
  }

  /**
   * Weaves the plan into a class.
   *
   * @throws WeaveException if the class lacks something that the plan requires
   * @throws IllegalArgumentException if the class file is newer than the weaver can read
   */
  public static Result weave(byte[] given, ClassPlan plan) {
    byte[] classFile = plan.shownAgain() ? StackMaps.restore(given) : given;
    MethodSizes original = MethodSizes.of(classFile);
    Set<String> leftOut = new TreeSet<>();
    for (; ; ) {
      Set<String> tooLong;
      try {
        Result result = new ClassWeaver(plan, original, leftOut).weaveOnce(classFile);
        tooLong = tooLong(result, original);
        if (tooLong.isEmpty()) {
          return result;
        }
      } catch (MethodTooLargeException e) {
        tooLong = Collections.singleton(e.getMethodName() + e.getDescriptor());
      }
      leftOut.addAll(tooLong);
    }
  }

  private static Set<String> tooLong(Result result, MethodSizes original) {
    Set<String> tooLong = new TreeSet<>();
    byte[] classFile = result.classFile();
    if (classFile != null) {
      MethodSizes woven = MethodSizes.of(classFile);
      for (String method : result.wovenMethods()) {
        if (woven.codeOf(method) > MAX_COMPILED && original.codeOf(method) <= MAX_COMPILED) {
          tooLong.add(method);
        }
      }
    }
    return tooLong;
  }

  private Result weaveOnce(byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    reader.accept(new Visitor(writer), ClassReader.EXPAND_FRAMES);
    for (int i = 0; i < calls.size(); i++) {
      AroundInstruction call = calls.get(i);
      if (call.woven > 0) {
        found[callEntries.get(i)] = true;
        wovenMethods.add(call.site.name + call.site.descriptor);
      }
    }
    for (int i = 0; i < found.length; i++) {
      String required = plan.entries.get(i).required;
      if (!found[i] && required != null && !isFound(required)) {
        throw new WeaveException("it has no " + required);
      }
    }
    requireProbed(plan.answers);
    requireProbed(plan.offers);
    return new Result(wovenMethods.isEmpty() ? null : writer.toByteArray(), wovenMethods, leftOut);
  }

  private void requireProbed(List<? extends MethodPlan> plans) {
    for (MethodPlan one : plans) {
      if (!probed.contains(one)) {
        throw new WeaveException("it has no " + one);
      }
    }
  }

  private boolean isFound(String required) {
    for (int i = 0; i < found.length; i++) {
      if (found[i] && required.equals(plan.entries.get(i).required)) {
        return true;
      }
    }
    return false;
  }

  private final class Visitor extends ClassVisitor {
    private final DeclaredFields fields = new DeclaredFields();
    private TypeDescription type = TypeDescription.ForLoadedType.of(Object.class);
    private int version;

    Visitor(ClassWriter writer) {
      super(Opcodes.ASM9, writer);
    }

    @Override
    public void visit(
        int version,
        int access,
        String name,
        @Nullable String signature,
        @Nullable String superName,
        String @Nullable [] interfaces) {
      this.type = Descriptions.named(name);
      this.version = version;
      super.visit(version, access, name, signature, superName, interfaces);
    }

    @Override
    public MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
      String method = name + descriptor;
      if ((access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) != 0 || leftOut.contains(method)) {
        return next;
      }
      MethodSite site =
          new MethodSite(
              type,
              version,
              access,
              name,
              descriptor,
              original.localsOf(method),
              fields,
              !plan.loadedBefore());
      // A visitor nearer to the writer weaves further out. The handlers of calls come first in the
      // table.
      OperandTypes types = new OperandTypes(site);
      MethodVisitor answering = answerEarly(site, next);
      MethodVisitor withCalls = weaveCalls(site, types, answering);
      MethodVisitor withMethods = weaveMethods(site, withCalls);
      return withCalls == answering ? withMethods : types.before(withMethods);
    }

    @Override
    public @Nullable FieldVisitor visitField(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        @Nullable Object value) {
      fields.add(access, name, descriptor);
      return super.visitField(access, name, descriptor, signature, value);
    }

    @Override
    public void visitEnd() {
      if (plan.addsFields()) {
        for (String field : plan.addedFields) {
          // An agent that starts from the loaded class shows the field that was added when it was
          // loaded.
          if (!fields.has(field)) {
            super.visitField(
                    Opcodes.ACC_TRANSIENT | Opcodes.ACC_SYNTHETIC,
                    field,
                    ClassPlan.ADDED_FIELD_TYPE,
                    null,
                    null)
                .visitEnd();
          }
        }
      }
      super.visitEnd();
    }

    private MethodVisitor weaveMethods(MethodSite site, MethodVisitor next) {
      MethodVisitor visitor = next;
      for (int i = 0; i < found.length; i++) {
        ClassPlan.Entry entry = plan.entries.get(i);
        if (entry.call == null
            && entry.replaced < 0
            && entry.method.matches(site.access, site.name, site.descriptor)) {
          ClassPlan.ChosenAdvice chosen = entry.advice.choose(site.name, site.descriptor);
          Place place = Place.ofMethod(site, chosen.constants);
          visitor = AroundMethod.of(visitor, site, place, AdviceClass.of(chosen.advice));
          found[i] = true;
          wovenMethods.add(site.name + site.descriptor);
        }
      }
      return visitor;
    }

    private MethodVisitor answerEarly(MethodSite site, MethodVisitor next) {
      for (EarlyAnswer.Plan answer : plan.answers) {
        if (answer.isFor(site)) {
          probed.add(answer);
          wovenMethods.add(site.name + site.descriptor);
          return new EarlyAnswer(next, answer, site);
        }
      }
      for (Offer.Plan offer : plan.offers) {
        if (offer.isFor(site)) {
          probed.add(offer);
          wovenMethods.add(site.name + site.descriptor);
          return new Offer(next, offer, site);
        }
      }
      return next;
    }

    private MethodVisitor weaveCalls(MethodSite site, OperandTypes types, MethodVisitor next) {
      MethodVisitor visitor = next;
      for (int i = 0; i < found.length; i++) {
        ClassPlan.Entry entry = plan.entries.get(i);
        if ((entry.call != null || entry.replaced >= 0)
            && entry.method.matches(site.access, site.name, site.descriptor)) {
          ClassPlan.ChosenAdvice chosen = entry.advice.choose(site.name, site.descriptor);
          AdviceClass advice = AdviceClass.of(chosen.advice);
          AroundInstruction call =
              entry.call == null
                  ? new AroundReplacement(visitor, site, entry.replaced, advice, types)
                  : new AroundCall(visitor, site, entry.call, advice, chosen.constants, types);
          calls.add(call);
          callEntries.add(i);
          visitor = call;
        }
      }
      return visitor;
    }
  }
}
