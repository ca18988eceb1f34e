package dev.tachograph.it.harness;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import javax.imageio.ImageIO;

/** Writes a screenshot with 256 colours: it has hardly more, and is a third of the size. */
public final class Picture {
  private static final int COLOURS = 256;
  private static final int ALIKE = 0xf8f8f8;

  private Picture() {}

  public static void write(byte[] png, Path file) {
    try {
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
      int[] palette = palette(image);
      Map<Integer, Integer> nearest = new HashMap<>();
      BufferedImage small =
          new BufferedImage(
              image.getWidth(),
              image.getHeight(),
              BufferedImage.TYPE_BYTE_INDEXED,
              new IndexColorModel(8, palette.length, palette, 0, false, -1, 0));
      for (int y = 0; y < image.getHeight(); y++) {
        for (int x = 0; x < image.getWidth(); x++) {
          int index =
              nearest.computeIfAbsent(image.getRGB(x, y), colour -> nearest(palette, colour));
          small.getRaster().setSample(x, y, 0, index);
        }
      }
      Files.createDirectories(file.getParent());
      ImageIO.write(small, "png", file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The most frequent colours, each for all that are much like it. So a thin line keeps its own.
   */
  private static int[] palette(BufferedImage image) {
    Map<Integer, Integer> counts = new HashMap<>();
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        counts.merge(image.getRGB(x, y), 1, Integer::sum);
      }
    }
    Map<Integer, Integer> likes = new HashMap<>();
    Map<Integer, Integer> first = new HashMap<>();
    counts.entrySet().stream()
        .sorted(
            Map.Entry.<Integer, Integer>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .forEach(
            colour -> {
              int like = colour.getKey() & ALIKE;
              likes.merge(like, colour.getValue(), Integer::sum);
              first.putIfAbsent(like, colour.getKey());
            });
    return likes.entrySet().stream()
        .sorted(
            Map.Entry.<Integer, Integer>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(COLOURS)
        .mapToInt(like -> first.get(like.getKey()))
        .toArray();
  }

  private static int nearest(int[] palette, int colour) {
    int best = 0;
    int least = Integer.MAX_VALUE;
    for (int i = 0; i < palette.length; i++) {
      int red = (palette[i] >> 16 & 0xff) - (colour >> 16 & 0xff);
      int green = (palette[i] >> 8 & 0xff) - (colour >> 8 & 0xff);
      int blue = (palette[i] & 0xff) - (colour & 0xff);
      int distance = red * red + green * green + blue * blue;
      if (distance < least) {
        least = distance;
        best = i;
      }
    }
    return best;
  }
}
