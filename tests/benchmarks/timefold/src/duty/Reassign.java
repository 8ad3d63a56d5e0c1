package duty;

import ai.timefold.solver.core.api.score.director.ScoreDirector;
import ai.timefold.solver.core.impl.heuristic.move.AbstractMove;
import java.util.List;
import java.util.Map;

/** Several places at once to other doctors. */
public final class Reassign extends AbstractMove<Plan> {
    private final List<Place> places;
    private final Doctor[] doctors;

    Reassign(List<Place> places, Doctor[] doctors) {
        this.places = places;
        this.doctors = doctors;
    }

    static Reassign of(Map<Place, Doctor> changes) {
        List<Place> places = List.copyOf(changes.keySet());
        return new Reassign(places, places.stream().map(changes::get).toArray(Doctor[]::new));
    }

    @Override
    public boolean isMoveDoable(ScoreDirector<Plan> director) {
        for (int i = 0; i < doctors.length; i++) {
            if (places.get(i).getDoctor() != doctors[i]) {
                return true;
            }
        }
        return false;
    }

    @Override
    protected void doMoveOnGenuineVariables(ScoreDirector<Plan> director) {
        for (int i = 0; i < doctors.length; i++) {
            Place place = places.get(i);
            director.beforeVariableChanged(place, "doctor");
            place.setDoctor(doctors[i]);
            director.afterVariableChanged(place, "doctor");
        }
    }
}
