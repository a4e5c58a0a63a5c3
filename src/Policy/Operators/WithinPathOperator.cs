using System.Text.Json;
using Catalog.Policy.Operators.Folders;
using Catalog.Policy.Operators.Operands;

namespace Catalog.Policy.Operators;

/// <summary>Whether a path lies in one of some folders.</summary>
internal sealed class WithinPathOperator : IConditionOperator
{
    public string Id => "within_path";

    public int Version => 1;

    public bool Portable => false;

    public ValueTypes Accepts => ValueTypes.String;

    public string Meaning =>
        "Holds where the absolute path, resolved lexically, is one of the folders of the operand or lies in one. Whole segments are compared; links are not followed.";

    public IOperandTest? Compile(JsonElement operand, ICollection<OperandProblem> problems) =>
        StringOperand.ListOrNull(operand, problems, AbsolutePath.ParseFolder) is { } folders
            ? new StringTest((text, use) => AbsolutePath.ParseOrNull(text, out var problem) is { } path
                ? TestResult.Of(folders.Any(folder => path.IsWithin(folder, lenient: use != ConditionUse.Require)))
                : TestResult.Error(problem!))
            : null;
}
