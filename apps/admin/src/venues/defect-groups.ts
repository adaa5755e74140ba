import type { ImportPlanView } from "@usher/api/contract";

type Defect = ImportPlanView["defects"][number];

/** Defects of one kind and outcome, with the values of the first and every place. */
export interface DefectGroup extends Pick<Defect, "code" | "mended" | "values"> {
  readonly paths: readonly string[];
}

/** A report by kind: what was left comes before what was mended, then what came often before what came once. */
export function defectGroups(defects: readonly Defect[]): DefectGroup[] {
  const groups = new Map<string, DefectGroup & { paths: string[] }>();
  for (const { code, mended, values, path } of defects) {
    const key = `${code} ${mended}`;
    const group = groups.get(key);
    if (group) group.paths.push(path);
    else groups.set(key, { code, mended, values, paths: [path] });
  }
  return [...groups.values()].sort(
    (one, other) => Number(one.mended) - Number(other.mended) || other.paths.length - one.paths.length,
  );
}
