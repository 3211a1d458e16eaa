package io.infrabot.cli.screen;

import com.fasterxml.jackson.databind.JsonNode;
import io.infrabot.cli.rest.ShownOperation;
import java.util.List;

/** Operations as a table. */
public final class OperationTable {

    private OperationTable() {}

    /** One row an operation. */
    public static Table of(List<JsonNode> operations) {
        var table = new Table("TYPE", "STATUS", "ATTEMPT", "NODE", "SECONDS", "MB", "OPERATION");
        for (var json : operations) {
            var operation = new ShownOperation(json);
            var node = operation.node();
            var code = operation.errorCode();
            table.row(
                    operation.type(),
                    operation.status() + (code == null ? "" : " " + code),
                    operation.attempt(),
                    node == null ? "-" : node,
                    Text.seconds(operation.took()),
                    operation.networkBytes() == 0 ? "-" : Text.megabytes(operation.networkBytes()),
                    operation.id());
        }
        return table;
    }
}
