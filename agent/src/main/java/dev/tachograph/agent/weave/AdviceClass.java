package dev.tachograph.agent.weave;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * The enter and exit advice of one advice class.
 *
 * <p>Byte Buddy needs more time to resolve advice than to weave it. So advice is resolved once for
 * all places, and Byte Buddy asks the {@link Place} for what differs between them. Only a soft
 * reference keeps it, because most classes are woven while an application starts.
 */
final class AdviceClass {
  private static volatile SoftReference<Map<Class<?>, AdviceClass>> resolved =
      new SoftReference<>(null);

  final @Nullable AdviceMethod enter;
  final @Nullable AdviceMethod exit;
  private final String name;
  private final byte[] classFile;
  private volatile @Nullable Advice aroundMethods;
  private volatile @Nullable Advice aroundConstructors;

  private AdviceClass(Class<?> type) {
    this.name = type.getName();
    this.classFile = read(type);
    Methods methods = new Methods();
    new ClassReader(classFile).accept(methods, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    AdviceMethod onEnter = null;
    AdviceMethod onExit = null;
    for (AdviceMethod method : methods.methods) {
      onEnter = method.onEnter() == null ? onEnter : method;
      onExit = method.onExit() == null ? onExit : method;
    }
    this.enter = onEnter;
    this.exit = onExit;
    if (enter == null && exit == null) {
      throw new WeaveException(name + " holds no advice");
    }
  }

  /** Takes no lock, so two threads may both resolve it. */
  static AdviceClass of(Class<?> type) {
    Map<Class<?>, AdviceClass> known = resolved.get();
    if (known == null) {
      known = new ConcurrentHashMap<>();
      resolved = new SoftReference<>(known);
    }
    AdviceClass advice = known.get(type);
    if (advice == null) {
      advice = new AdviceClass(type);
      known.put(type, advice);
    }
    return advice;
  }

  /** Reads the class file, so that the JVM never links the advice class. */
  private static byte[] read(Class<?> type) {
    String resource = type.getName().replace('.', '/') + ".class";
    try (InputStream in = type.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new WeaveException("no class file for advice " + type.getName());
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new WeaveException("advice " + type.getName() + " is unreadable: " + e);
    }
  }

  /**
   * Returns the visitor that is to visit the method.
   *
   * @param woven gets the method with the advice around it, with Byte Buddy's choice of variables
   */
  MethodVisitor around(Place place, MethodVisitor woven) {
    return place.wrap(place.isConstructor() ? aroundConstructors() : aroundMethods(), woven);
  }

  private Advice aroundMethods() {
    Advice advice = aroundMethods;
    if (advice == null) {
      advice = resolve(true);
      aroundMethods = advice;
    }
    return advice;
  }

  /**
   * Exit advice of a constructor runs only on return, because the object is not usable before it is
   * complete.
   */
  private Advice aroundConstructors() {
    Advice advice = aroundConstructors;
    if (advice == null) {
      advice = resolve(false);
      aroundConstructors = advice;
    }
    return advice;
  }

  private Advice resolve(boolean catches) {
    return Vocabulary.resolve(
        new AdviceDescription(name, enter, exit, catches), new AdviceCode(classFile, this));
  }

  /** The advice method of that name and descriptor. */
  @Nullable AdviceMethod method(String name, String descriptor) {
    if (enter != null && enter.isNamed(name, descriptor)) {
      return enter;
    }
    return exit != null && exit.isNamed(name, descriptor) ? exit : null;
  }

  /** Slots of the values that are kept from entry to exit. */
  int keptSize() {
    return exit == null ? 0 : exit.returnSize() + (enter == null ? 0 : enter.returnSize());
  }

  /** Slots for the variables of enter and exit advice. */
  int ownSlots() {
    return Math.max(enter == null ? 0 : enter.maxLocals(), exit == null ? 0 : exit.maxLocals());
  }

  private static final class Methods extends ClassVisitor {
    private final List<AdviceMethod> methods = new ArrayList<>();

    Methods() {
      super(Opcodes.ASM9);
    }

    @Override
    public MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      AdviceMethod method = new AdviceMethod(access, name, descriptor);
      methods.add(method);
      return method;
    }
  }
}
