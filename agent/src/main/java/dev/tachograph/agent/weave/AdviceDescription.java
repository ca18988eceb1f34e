package dev.tachograph.agent.weave;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.method.MethodList;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/** Describes an advice class to Byte Buddy. */
final class AdviceDescription extends TypeDescription.Latent {
  private final List<MethodDescription.InDefinedShape> methods = new ArrayList<>(2);

  /**
   * @param catches whether exit advice may run when a Throwable is on its way out
   */
  AdviceDescription(
      String name, @Nullable AdviceMethod enter, @Nullable AdviceMethod exit, boolean catches) {
    super(name, Opcodes.ACC_FINAL, null);
    if (enter != null) {
      methods.add(enter.describe(this, catches));
    }
    if (exit != null) {
      methods.add(exit.describe(this, catches));
    }
  }

  @Override
  public MethodList<MethodDescription.InDefinedShape> getDeclaredMethods() {
    return new MethodList.Explicit<>(methods);
  }
}
