package dev.tachograph.agent.instrument.weave;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Weaves one plan into one class file. */
public final class ClassWeaver {
  /** A woven class. */
  public static final class Result {
    private final byte @Nullable [] classFile;
    private final int places;

    Result(byte @Nullable [] classFile, int places) {
      this.classFile = classFile;
      this.places = places;
    }

    /** The new class file, or null if there was nothing to weave into. */
    public byte @Nullable [] classFile() {
      return classFile;
    }

    /** How many methods and calls were woven. */
    public int places() {
      return places;
    }
  }

  private final ClassPlan plan;
  private final int[] places;
  private final List<AroundCall> calls = new ArrayList<>();
  private final List<Integer> callEntries = new ArrayList<>();

  private ClassWeaver(ClassPlan plan) {
    this.plan = plan;
    this.places = new int[plan.entries.size()];
  }

  /**
   * Weaves the plan into a class.
   *
   * @throws WeaveException if the class lacks something that the plan requires
   * @throws IllegalArgumentException if the class file is newer than the weaver can read
   */
  public static Result weave(byte[] classFile, ClassPlan plan) {
    return new ClassWeaver(plan).weave(classFile);
  }

  private Result weave(byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    reader.accept(new Visitor(writer), ClassReader.EXPAND_FRAMES);
    for (int i = 0; i < calls.size(); i++) {
      places[callEntries.get(i)] += calls.get(i).woven;
    }
    int total = 0;
    for (int i = 0; i < places.length; i++) {
      String required = plan.entries.get(i).required;
      if (places[i] == 0 && required != null) {
        throw new WeaveException("it has no " + required);
      }
      total += places[i];
    }
    return new Result(total == 0 ? null : writer.toByteArray(), total);
  }

  private final class Visitor extends ClassVisitor {
    private String owner = "";
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
      this.owner = name;
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
      if ((access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) != 0) {
        return next;
      }
      MethodSite site = new MethodSite(owner, version, access, name, descriptor);
      // Calls are woven into the method's own code, and the method's advice goes around it all.
      MethodVisitor withMethods = weaveMethods(site, next);
      return weaveCalls(site, withMethods);
    }

    private MethodVisitor weaveMethods(MethodSite site, MethodVisitor next) {
      MethodVisitor visitor = next;
      for (int i = 0; i < places.length; i++) {
        ClassPlan.Entry entry = plan.entries.get(i);
        if (entry.call == null && entry.method.matches(site.access, site.name, site.descriptor)) {
          ClassPlan.ChosenAdvice chosen = entry.advice.choose(site.name, site.descriptor);
          visitor =
              new AroundMethod(visitor, site, AdviceClass.read(chosen.advice), chosen.constants);
          places[i]++;
        }
      }
      return visitor;
    }

    private MethodVisitor weaveCalls(MethodSite site, MethodVisitor next) {
      MethodVisitor visitor = next;
      for (int i = 0; i < places.length; i++) {
        ClassPlan.Entry entry = plan.entries.get(i);
        if (entry.call != null && entry.method.matches(site.access, site.name, site.descriptor)) {
          ClassPlan.ChosenAdvice chosen = entry.advice.choose(site.name, site.descriptor);
          AroundCall call =
              new AroundCall(
                  visitor, site, entry.call, AdviceClass.read(chosen.advice), chosen.constants);
          calls.add(call);
          callEntries.add(i);
          visitor = call.analyzed();
        }
      }
      return visitor;
    }
  }
}
