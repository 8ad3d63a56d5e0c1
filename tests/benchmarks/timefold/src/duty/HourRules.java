package duty;

import java.util.IdentityHashMap;
import java.util.Map;

/** Working hours over several weeks. Minutes are multiplied by the divisor of duty at home, so that they stay whole. */
final class HourRules {
    private final Book.Part part;
    private final int monday, weeks, first, last, divisor;
    private final long limit; // of one week
    private final Map<Doctor, long[]> rooms = new IdentityHashMap<>();

    HourRules(Book book) {
        part = book.part("working-hours.sfs");
        monday = book.number("monday");
        weeks = book.number("working-hours.weeks");
        first = book.number("working-hours.first_week");
        divisor = book.number("working-hours.home_divisor");
        last = week(book.days - 1);
        limit = (long) divisor * book.number("working-hours.minutes");
    }

    private int week(int day) {
        return Math.floorDiv(day - monday, 7);
    }

    private int begins(int week) {
        return Math.max(first, week - weeks + 1);
    }

    /** What practice and other work leave of the limit, by the last week of the window. */
    private long[] room(Doctor doctor) {
        long[] found = new long[last + 1];
        for (int e = 0; e <= last; e++) {
            for (int w = begins(e); w <= e; w++) {
                found[e] += limit - (long) divisor * doctor.weekMinutes.getOrDefault(w, 0);
            }
        }
        return found;
    }

    void weigh(Weighed sum, Doctor doctor, Shift[] walk) {
        if (part.weight() == 0 || walk.length == 0) {
            return;
        }
        long[] room;
        synchronized (rooms) {
            room = rooms.computeIfAbsent(doctor, this::room);
        }
        long whole = 0;
        for (Shift s : walk) {
            whole += worked(s);
        }
        for (int e = 0; e <= last; e++) {
            if (whole > room[e]) { // more than all duty together leaves: look at the window itself
                long over = window(doctor, walk, begins(e), e) - room[e];
                if (over > 0) {
                    sum.addMinutes(part, (over + divisor - 1) / divisor);
                }
            }
        }
    }

    private long worked(Shift s) {
        return s.onSite ? (long) divisor * s.minutes() : s.minutes();
    }

    /** Minutes of duty in some weeks, less the practice that nights take away; none when all of it is past. */
    private long window(Doctor doctor, Shift[] walk, int from, int to) {
        long total = 0;
        boolean own = false;
        int lastLost = Integer.MIN_VALUE;
        for (Shift s : walk) {
            int at = week(s.day);
            if (at >= from && at <= to) {
                total += worked(s);
                own |= !s.past;
            }
            int lostIn = week(s.endDay);
            if (s.night && s.onSite && s.endDay != lastLost && lostIn >= from && lostIn <= to) {
                total -= (long) divisor * doctor.dayMinutes.getOrDefault(s.endDay, 0);
                lastLost = s.endDay;
            }
        }
        return own ? total : Long.MIN_VALUE / 2;
    }
}
