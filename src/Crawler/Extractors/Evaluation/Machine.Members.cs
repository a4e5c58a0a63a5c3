using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Evaluation;

/// <content>Members of values.</content>
internal sealed partial class Machine
{
    /// <summary>A member of a value, getters called.</summary>
    public Value GetMember(Value target, string name)
    {
        if (target is ChoiceValue choice)
        {
            if (choice.Options.All(static o => o.Value is ListValue or ConstantValue { IsNothing: true }) && ItemsOrNull(choice) is { } items)
            {
                return Host.Member(this, new ListValue { Items = [.. items], Depth = _conditions.Count }, name);
            }

            // What the likeliest option says is known for a plain start only.
            return Taint(GetMember(choice.Primary, name), choice.Taint ?? choice.Options[1].Condition ?? "a value given at run time");
        }

        switch (target)
        {
            case RecordValue record:
                if (record.TryGet(name, out var slot))
                {
                    return slot.Value is GetterValue getter ? Invoke(getter.Function, Bare(record)) : slot.Value;
                }

                if (record.Class is { } made && MethodOrNull(made, name, record) is { } method)
                {
                    return method;
                }

                return Host.Member(this, record, name);
            case ClassValue type:
                foreach (var ancestor in type.Chain())
                {
                    if (ancestor.Statics.TryGet(name, out var own))
                    {
                        return own.Value is GetterValue read ? Invoke(read.Function, Bare(type)) : own.Value;
                    }
                }

                return name is "name" or "__name__" && type.Name is not null ? ConstantValue.Of(type.Name) : Host.Member(this, type, name);
            case FunctionValue function when function.HasMembers && function.Members.FindOrNull(name) is { } hung:
                return hung;
            default:
                return Host.Member(this, target, name);
        }
    }

    private static CallSite Bare(Value self) => new() { Node = FactNode.Absent, File = "", This = self, Arguments = [] };

    private Value GetIndex(Value target, Value index)
    {
        if (Host.Index(this, target, index) is { } known)
        {
            return known;
        }

        if (index.Primary is not ConstantValue { IsNothing: false, Partial: false } key)
        {
            return target.Primary is RecordValue { Class: null, IsOpen: false, Keys.Count: > 0 and <= 12 } record
                ? ChoiceValue.Of([.. record.Keys.Select(k => new Slot(GetMember(record, k), $"the key is {k}"))])
                : UnknownValue.Tainted(index.Taint);
        }

        if (key.Content is double place && target is ListValue list)
        {
            // The commonest case, and one that loops repeat: the list is not copied for one item of it.
            return place >= 0 && place < list.Items.Count && place == Math.Floor(place)
                ? list.Items[(int)place].Value
                : list.IsOpen ? UnknownValue.Plain : ConstantValue.Undefined;
        }

        if (key.Content is double number && ItemsOrNull(target) is { } items)
        {
            return number >= 0 && number < items.Count && number == Math.Floor(number)
                ? items[(int)number].Value
                : target.Primary is ListValue { IsOpen: true } ? UnknownValue.Plain : ConstantValue.Undefined;
        }

        return GetMember(target, key.ToString());
    }
}
