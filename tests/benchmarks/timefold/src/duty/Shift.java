package duty;

import common.Json.Node;

/**
 * A dated piece of duty. Days are numbers from the first of the period (past ones negative), times are real minutes from its
 * beginning; weekends are the numbers of their Saturdays.
 */
public final class Shift {
    public final int index; // in the order of (start, end, id); -1 in the past
    public final String id;
    public final int day;
    public final int endDay;
    public final int start;
    public final int end;
    public final boolean past;
    public final boolean onSite;
    public final boolean onDemand;
    public final boolean wanted;
    public final boolean night;
    public final boolean alone; // must stand alone or have a bakvakt
    public final boolean duty; // by which one learns
    public final boolean thisYear; // the year of the last day of the period
    public final boolean session; // not of legevakt, tilkalling or bakvakt
    public final boolean outOfHours;
    public final boolean underSfs;
    public final String line;
    public final String kind; // of the line
    public final String house; // empty: none
    public final String ward; // empty: none
    public final String block; // of a weekend; empty: none
    public final int commonLoad; // what it counts in the shares of municipalities
    public final int[] weekends;
    public final int[] feasts; // 10 * year + number of the feast
    public final int[] values; // by measure of fairness
    public final int places;
    public final int freeUntil; // after a night: free until then
    public int cluster = -1; // the shifts and bakvakter that meet in time
    public int meeting = -1; // the shifts on which some keep others company
    public Group wardWeek; // the shifts of the ward in the week
    public Group blockWeekend; // the shifts of the block in the weekend
    private boolean bySpecialists; // counts in their share

    public Shift(Node from, int index) {
        this.index = index;
        past = index < 0;
        id = from.get("id").text();
        day = from.get("day").whole();
        endDay = from.get("end_day").whole();
        start = from.get("start").whole();
        end = from.get("end").whole();
        onSite = from.get("on_site").yes();
        onDemand = from.get("on_demand").yes();
        wanted = from.get("wanted").yes();
        night = from.get("night").yes();
        alone = from.get("alone_or_backup").yes();
        duty = from.get("duty").yes();
        thisYear = from.get("this_year").yes();
        session = from.get("session").yes();
        outOfHours = from.get("out_of_hours").yes();
        underSfs = from.get("under_sfs").yes();
        line = from.get("line").text();
        kind = from.get("kind").text();
        house = from.get("house").text();
        ward = from.get("ward").text();
        block = from.get("block").text();
        commonLoad = from.get("common_load").whole();
        weekends = from.get("weekends").ints();
        feasts = from.get("feasts").ints();
        values = from.get("values").ints();
        places = from.get("places").whole();
        freeUntil = from.get("free_until").whole();
    }

    public int minutes() {
        return end - start;
    }

    public boolean meets(Shift other) {
        return start < other.end && other.start < end;
    }

    /** Let it count in the shares of specialists of its house and its service. */
    public void countForSpecialists() {
        bySpecialists = !onDemand;
    }

    /** The house in whose share of specialists it counts; empty for none. */
    public String specialistHouse() {
        return bySpecialists ? house : "";
    }

    /** The service in whose share of specialists it counts; empty for none. */
    public String specialistService() {
        return bySpecialists ? kind : "";
    }

    /** Whether one on the other shift is there for one on this. */
    public boolean near(Shift other) {
        return line.equals(other.line) || (!house.isEmpty() && house.equals(other.house));
    }

    @Override
    public String toString() {
        return id;
    }
}
