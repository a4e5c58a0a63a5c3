using System.Collections.Frozen;
using Catalog.Core.Registration;

namespace Catalog.Policy.Operators;

/// <summary>Every operator of the policy language, found in this assembly.</summary>
public static class ConditionOperators
{
    private static readonly FrozenDictionary<string, IConditionOperator> ById = Find(ImplementationScan.TypesOf<IConditionOperator>(typeof(ConditionOperators).Assembly));

    /// <summary>All operators in ordinal order of their ids.</summary>
    public static IReadOnlyList<IConditionOperator> All { get; } = [.. ById.Values.OrderBy(static o => o.Id, StringComparer.Ordinal)];

    /// <summary>The operator of an id, case included; null where there is none.</summary>
    public static IConditionOperator? FindOrNull(string id) => ById.GetValueOrDefault(id);

    /// <summary>Operators by id; the same whatever the order of the types.</summary>
    /// <exception cref="InvalidOperationException">Two operators have one id.</exception>
    internal static FrozenDictionary<string, IConditionOperator> Find(IEnumerable<Type> types)
    {
        var byId = new Dictionary<string, IConditionOperator>(StringComparer.Ordinal);
        foreach (var type in types)
        {
            var one = (IConditionOperator)Activator.CreateInstance(type)!;
            if (!byId.TryAdd(one.Id, one))
            {
                throw new InvalidOperationException($"the operator `{one.Id}` is written twice");
            }
        }

        return byId.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
