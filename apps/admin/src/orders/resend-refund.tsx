"use client";

import { useMutation } from "@tanstack/react-query";
import type { OrderView } from "@usher/api/contract";
import { useTRPC } from "@usher/client/trpc";
import { Button } from "@usher/ui";
import { RotateCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRefusalWords } from "../refusals/use-refusal-words.ts";

interface ResendRefundProps {
  readonly refund: OrderView["refunds"][number];
  readonly onDone: () => void;
}

/** Sends a refund that the bank refused once more. It names the try that was seen to fail, so two taps send it once. */
export function ResendRefund({ refund, onDone }: ResendRefundProps) {
  const t = useTranslations("order");
  const say = useRefusalWords();
  const resend = useMutation(useTRPC().checkout.resendRefund.mutationOptions({ onSettled: onDone }));
  return (
    <>
      <Button
        size="dense"
        busy={resend.isPending}
        onClick={() => resend.mutate({ refundId: refund.id, tries: refund.tries })}
      >
        <RotateCw aria-hidden="true" />
        {t("resend")}
      </Button>
      {resend.isError && (
        <span role="alert" className="font-[560] text-danger">
          {say(resend.error)}
        </span>
      )}
    </>
  );
}
