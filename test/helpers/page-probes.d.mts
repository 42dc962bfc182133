export function background(): string;
export function overflow(): number;
export function animations(): number;
export function comeBack(): void;
export function focusStop(): string | undefined;
export function clippedTexts(): string[];
export function coloredTexts(): { text: string; color: string; behind: string }[];
