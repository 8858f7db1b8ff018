package org.sparsevd.data;

import java.util.List;

/**
 * Images and their labels, in a gzipped IDX file each.
 *
 * @param images [samples, height, width] or [samples, channels, height, width]
 * @param labels [samples]
 */
public record ImageFiles(IdxFile images, IdxFile labels) {

  /** Both, images first. */
  public List<IdxFile> files() {
    return List.of(images, labels);
  }

  /** How many images there should be. */
  public int size() {
    return labels.dimensions().getFirst();
  }
}
