export { ConfirmScreen, type ConfirmScreenProps } from "./confirm-screen.tsx";
export { SignInScreen, type SignInScreenProps } from "./sign-in-screen.tsx";
