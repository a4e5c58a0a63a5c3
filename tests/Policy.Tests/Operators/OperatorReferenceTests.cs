using System.Text;
using Catalog.Policy.Operators;

namespace Catalog.Policy.Tests.Operators;

/// <summary>The reference page is made from what the operators say of themselves.</summary>
public sealed class OperatorReferenceTests
{
    private const string Page = "docs/policy-operators.md";

    [Fact]
    public void Page_OperatorsAsTheyAre_IsWhatTheySay() => Assert.Equal(
        Write(),
        File.ReadAllText(Path.Combine(SharedData.Repository, Page)));

    private static string Write()
    {
        var page = new StringBuilder(
            """
            # Operators of `policy.json`

            A condition is `{ "path": …, "op": …, "value": … }`: a path into the arguments of a call (or to `grant.label` and `grant.claims`), an operator, and its operand. A value of a type that the
            operator does not take is an error, and an error denies the call wherever the condition stands. *Portable* operators are those of version 1 as first published; the others are this gateway's own.

            | operator | holds | values | an absent value | portable |
            | --- | --- | --- | --- | --- |

            """);
        foreach (var one in ConditionOperators.All)
        {
            page.Append("| `").Append(one.Id).Append("` | ").Append(one.Meaning.Replace("|", "\\|", StringComparison.Ordinal)).Append(" | ").Append(Words(one.Accepts))
                .Append(" | ").Append(Absent(one.Id)).Append(" | ").Append(one.Portable ? "yes" : "no").Append(" |\n");
        }

        return page.ToString();
    }

    private static string Words(ValueTypes types) => types switch
    {
        ValueTypes.Any => "any",
        ValueTypes.Scalar => "string, number, boolean: that of the operand",
        _ => types.ToString().ToLowerInvariant(),
    };

    // Only for these does it depend on anything: everything else asks for a value.
    private static string Absent(string id) => id switch
    {
        "exists" => "holds for `false`",
        "neq" or "not_in" => "holds",
        _ => "does not hold",
    };
}
