package common;

import ai.timefold.solver.core.api.score.director.ScoreDirector;
import ai.timefold.solver.core.impl.heuristic.move.Move;
import ai.timefold.solver.core.impl.heuristic.selector.move.factory.MoveIteratorFactory;
import java.util.Iterator;
import java.util.Random;

/** Moves drawn at random, one after the other, for ever. */
public abstract class Draw<S, M extends Move<S>> implements MoveIteratorFactory<S, M> {
    /** A move, or null when the draw came to nothing. */
    protected abstract M draw(S solution, Random random);

    /** About how many there are. */
    protected abstract long size(S solution);

    @Override
    public long getSize(ScoreDirector<S> director) {
        return size(director.getWorkingSolution());
    }

    @Override
    public Iterator<M> createOriginalMoveIterator(ScoreDirector<S> director) {
        return createRandomMoveIterator(director, new Random(0));
    }

    @Override
    public Iterator<M> createRandomMoveIterator(ScoreDirector<S> director, Random random) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public M next() {
                M found = null;
                while (found == null) {
                    found = draw(director.getWorkingSolution(), random);
                }
                return found;
            }
        };
    }
}
