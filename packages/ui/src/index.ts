export { classNames } from "./class-names.ts";
export { Button, type ButtonKind, type ButtonProps, type ButtonSize, buttonClass } from "./components/button.tsx";
export { IconButton, type IconButtonProps } from "./components/icon-button.tsx";
export { Logo, type LogoProps } from "./components/logo.tsx";
export { Spinner } from "./components/spinner.tsx";
