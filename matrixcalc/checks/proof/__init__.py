"""The proof: both sides of a claim brought to one normal form, for every size."""

from __future__ import annotations

from matrixcalc.checks.base import Task
from matrixcalc.checks.proof.prover import prove
from matrixcalc.checks.proof.replay import Unsound, replay
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


class ProofCheck:
    """Proves a claim by laws for every size, or says what it cannot handle."""

    name = "proof"

    def examine(self, claim: Claim, task: Task) -> Evidence:
        """`proved` with the laws used, or why there is no proof."""
        deadline = Deadline.after(min(BUDGET, task.deadline.left))
        try:
            proof = prove(claim, deadline)
            if proof is None:
                return Evidence(
                    self.name, Outcome.INCONCLUSIVE, "no laws lead from one side to the other"
                )
            replay(proof, claim, deadline)
        except Unavailable as error:
            return Evidence(self.name, Outcome.UNAVAILABLE, f"not covered: {error}")
        except (IllShaped, RecursionError) as error:
            return Evidence(self.name, Outcome.UNAVAILABLE, f"not covered: {error}")
        except Unsound as error:
            return Evidence(self.name, Outcome.INCONCLUSIVE, f"{NOT_REPLAYED}: {error}")
        except OutOfTime:
            return Evidence(self.name, Outcome.INCONCLUSIVE, f"no proof within {BUDGET} s")
        except TooLong as error:
            return Evidence(self.name, Outcome.INCONCLUSIVE, str(error))
        chain = tuple(told(proof, claim)) if task.detailed else ()
        plain = "" if proof.laws else "by definitions alone"
        return Evidence(self.name, Outcome.PROVED, plain, laws=proof.laws, chain=chain)


__all__ = ["ProofCheck"]
