package duty;

/** The long rest of every week. */
final class WeekRules {
    private static final int LONGEST = 25 * 60; // minutes: a shift ends on its own date or the next

    private final Book.Part part;
    private final boolean homeCounts;
    private final int[][] weeks; // Monday, opens, closes
    private final int days;

    WeekRules(Book book) {
        part = book.part("weekly-rest.main");
        homeCounts = book.yes("weekly-rest.home_counts");
        weeks = book.weeks;
        days = book.days;
    }

    void weigh(Weighed sum, Doctor doctor, Shift[] walk) {
        if (part.weight() == 0 || !counts(doctor, walk)) {
            return;
        }
        int from = 0;
        for (int[] week : weeks) {
            while (from < walk.length && walk[from].start < week[1] - LONGEST) {
                from++;
            }
            sum.addMinutes(part, doctor.weeklyRest - longest(doctor, walk, from, week));
        }
    }

    private boolean counts(Doctor doctor, Shift[] walk) {
        for (Shift s : walk) {
            if (!s.past && counts(doctor, s)) {
                return true;
            }
        }
        return false;
    }

    private boolean counts(Doctor doctor, Shift s) {
        return (doctor.employed || !s.underSfs) && (s.onSite || homeCounts);
    }

    /** The longest stretch of a week without work; endless when no shift of the period counts in it. */
    private int longest(Doctor doctor, Shift[] walk, int from, int[] week) {
        int longest = 0;
        int freeFrom = week[1];
        boolean own = false;
        int i = from;
        for (int day = week[0]; day <= week[0] + 7; day++) {
            int[] hours = day < week[0] + 7 && day < days && doctor.employed ? doctor.practises(day) : null;
            if (hours == null && day < week[0] + 7) {
                continue;
            }
            int until = hours == null ? week[2] : hours[0];
            for (; i < walk.length && walk[i].start < until; i++) {
                if (walk[i].end > week[1] && counts(doctor, walk[i])) {
                    longest = Math.max(longest, walk[i].start - freeFrom);
                    freeFrom = Math.max(freeFrom, walk[i].end);
                    own |= !walk[i].past;
                }
            }
            if (hours != null && hours[0] < hours[1]) {
                longest = Math.max(longest, hours[0] - freeFrom);
                freeFrom = Math.max(freeFrom, hours[1]);
            }
        }
        return own ? Math.max(longest, week[2] - freeFrom) : Integer.MAX_VALUE / 2;
    }
}
