package nrp;

import common.Draw;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Some days in a row of an employee to one shift, or off. */
public final class Stretch extends Draw<Table, Retype> {
    private static final int LONGEST = 4; // days

    @Override
    protected long size(Table table) {
        return (long) table.getCells().size() * LONGEST;
    }

    @Override
    protected Retype draw(Table table, Random random) {
        Cell begin = table.getCells().get(random.nextInt(table.getCells().size()));
        Cell[] row = table.grid()[table.getStaff().indexOf(begin.getStaff())];
        int last = Math.min(table.getDays() - 1, begin.getDay() + random.nextInt(LONGEST));
        int pick = random.nextInt(begin.getOpen().size() + 1);
        Kind kind = pick == 0 ? null : begin.getOpen().get(pick - 1);
        List<Cell> cells = new ArrayList<>();
        for (int day = begin.getDay(); day <= last && row[day] != null; day++) {
            cells.add(row[day]);
        }
        Kind[] kinds = new Kind[cells.size()];
        java.util.Arrays.fill(kinds, kind);
        return new Retype(cells, kinds);
    }
}
