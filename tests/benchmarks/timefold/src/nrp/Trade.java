package nrp;

import common.Draw;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Two employees trade some days in a row. */
public final class Trade extends Draw<Table, Retype> {
    private static final int LONGEST = 7; // days

    @Override
    protected long size(Table table) {
        return (long) table.getCells().size() * table.getStaff().size();
    }

    @Override
    protected Retype draw(Table table, Random random) {
        Cell[][] grid = table.grid();
        int a = random.nextInt(grid.length);
        int b = random.nextInt(grid.length);
        int first = random.nextInt(table.getDays());
        int last = Math.min(table.getDays() - 1, first + random.nextInt(LONGEST));
        List<Cell> cells = new ArrayList<>();
        List<Kind> kinds = new ArrayList<>();
        for (int day = first; day <= last && a != b; day++) {
            Cell mine = grid[a][day];
            Cell yours = grid[b][day];
            if (mine != null && yours != null && mine.getKind() != yours.getKind()) {
                cells.add(mine);
                kinds.add(yours.getKind());
                cells.add(yours);
                kinds.add(mine.getKind());
            }
        }
        return cells.isEmpty() ? null : new Retype(cells, kinds.toArray(Kind[]::new));
    }
}
