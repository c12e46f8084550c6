"""The proof: both sides of a claim brought to one normal form, for every size."""

from __future__ import annotations

from matrixcalc.checks.base import Task
from matrixcalc.checks.proof.prover import prove
from matrixcalc.checks.proof.replay import Unsound, replay
from matrixcalc.checks.proof.steps import Proof
from matrixcalc.checks.proof.telling import told
from matrixcalc.deadline import Deadline, OutOfTime
from matrixcalc.networks.ring import TooLong
from matrixcalc.ops.spec import Unavailable
from matrixcalc.results import Evidence, Outcome
from matrixcalc.shapes import IllShaped
from matrixcalc.statements import Claim

NOT_REPLAYED = "a proof was found that does not replay"
BUDGET = 0.5
"""Seconds after which no proof is looked for any longer."""
REPLAYED = 0.5
"""The part of what is left of the time that a proof which was found may take to replay."""


class ProofCheck:
    """Proves a claim by laws for every size, or says what it cannot handle."""

    name = "proof"

    def examine(self, claim: Claim, task: Task) -> Evidence:
        """`proved` with the laws used, or why there is no proof."""
        try:
            proof = _found(claim, task.deadline)
            if proof is None:
                return Evidence(
                    self.name, Outcome.INCONCLUSIVE, "no laws lead from one side to the other"
                )
            deadline = Deadline.after(REPLAYED * task.deadline.left)
            replay(proof, claim, deadline)
        except Unavailable as error:
            return Evidence(self.name, Outcome.UNAVAILABLE, f"not covered: {error}")
        except (IllShaped, RecursionError) as error:
            return Evidence(self.name, Outcome.UNAVAILABLE, f"not covered: {error}")
        except Unsound as error:
            return Evidence(self.name, Outcome.INCONCLUSIVE, f"{NOT_REPLAYED}: {error}")
        except OutOfTime as error:
            return Evidence(self.name, Outcome.INCONCLUSIVE, str(error))
        except TooLong as error:
            return Evidence(self.name, Outcome.INCONCLUSIVE, str(error))
        chain = tuple(told(proof, claim, deadline)) if task.detailed else ()
        plain = "" if proof.laws else "by definitions alone"
        return Evidence(self.name, Outcome.PROVED, plain, laws=proof.laws, chain=chain)


def _found(claim: Claim, whole: Deadline) -> Proof | None:
    """The proof that is found while one is looked for."""
    try:
        return prove(claim, Deadline.after(min(BUDGET, whole.left)))
    except OutOfTime:
        if whole.left <= 0:
            raise
        raise OutOfTime(f"no proof within {BUDGET} s") from None


__all__ = ["ProofCheck"]
