export { classNames } from "./class-names.ts";
export {
  FootBar,
  type FootBarProps,
  MastHead,
  type MastHeadProps,
  type NavGroup,
  type NavItem,
  SideNav,
  TabBar,
  TopBar,
  type TopBarProps,
} from "./components/bars.tsx";
export { Bone, type BoneProps } from "./components/bone.tsx";
export { Button, type ButtonKind, type ButtonProps, type ButtonSize, buttonClass } from "./components/button.tsx";
export { Callout, type CalloutKind, type CalloutProps } from "./components/callout.tsx";
export { TickBox, type TickBoxProps } from "./components/checks.tsx";
export { Chip, type ChipProps, ChipRow, Pill, type PillKind } from "./components/chip.tsx";
export {
  type Choice,
  Segments,
  type SegmentsProps,
  Stepper,
  type StepperProps,
} from "./components/choices.tsx";
export { CodeField, type CodeFieldProps } from "./components/code-field.tsx";
export { type Column, DataTable, type DataTableProps } from "./components/data-table.tsx";
export {
  Field,
  type FieldProps,
  FileField,
  type FileFieldProps,
  SelectField,
  type SelectFieldProps,
  TextAreaField,
  type TextAreaFieldProps,
} from "./components/field.tsx";
export { HeldTimer, type HeldTimerProps } from "./components/held-timer.tsx";
export { IconButton, type IconButtonProps, iconButtonClass } from "./components/icon-button.tsx";
export { Logo, type LogoProps } from "./components/logo.tsx";
export { OneOf, type OneOfProps, type Option, SomeOf, type SomeOfProps } from "./components/option-list.tsx";
export { PasswordField, type PasswordFieldProps } from "./components/password-field.tsx";
export { Poster, type PosterProps } from "./components/poster.tsx";
export { ProofOfLife, type ProofOfLifeProps } from "./components/proof-of-life.tsx";
export { QrCode, type QrCodeProps } from "./components/qr-code.tsx";
export { RemainingBar, type RemainingBarProps } from "./components/remaining-bar.tsx";
export { SearchField, type SearchFieldProps } from "./components/search-field.tsx";
export { Ask, type AskProps, Sheet, type SheetProps, turnUnlessBusy } from "./components/sheet.tsx";
export { SoloPage, type SoloPageProps, Trouble, type TroubleProps } from "./components/solo-page.tsx";
export { Spinner } from "./components/spinner.tsx";
export { Stat, type StatProps, Stats } from "./components/stat.tsx";
export {
  EmptyState,
  type EmptyStateProps,
  ErrorState,
  type ErrorStateProps,
  OfflineNote,
} from "./components/states.tsx";
export { type Step, Steps } from "./components/steps.tsx";
export { Sum, type SumLine, type SumProps } from "./components/sum.tsx";
export { type Tab, Tabs, type TabsProps } from "./components/tabs.tsx";
export { ThemeSwitch, type ThemeSwitchProps } from "./components/theme-switch.tsx";
export { type SeatPart, TicketStub, type TicketStubProps } from "./components/ticket-stub.tsx";
export { type Saying, Toasts, type ToastsProps, useToast } from "./components/toast.tsx";
export { TrustRow, type TrustRowProps } from "./components/trust-row.tsx";
export { GateBase, Verdict, type VerdictProps } from "./components/verdict.tsx";
export { VERDICT_SHAPES } from "./components/verdict-sign.tsx";
export {
  openGateSound,
  playVerdictTone,
  type VerdictKind,
  vibrateVerdict,
} from "./gate-feedback.ts";
