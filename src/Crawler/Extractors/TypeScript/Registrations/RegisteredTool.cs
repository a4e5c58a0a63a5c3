using Catalog.Crawler.Extractors.Evaluation;

namespace Catalog.Crawler.Extractors.TypeScript.Registrations;

/// <summary>What the SDK gives back for a registration: a tool that can be switched off, on and away.</summary>
internal sealed class RegisteredTool(ToolCollector collector, string name)
{
    /// <summary>The value for the source.</summary>
    public static RecordValue Value(ToolCollector collector, string name) => new() { IsOpen = true, Tag = new RegisteredTool(collector, name) };

    /// <summary>A member of it; null for those that say nothing of what is offered.</summary>
    public Value? MemberOrNull(string member) => member switch
    {
        "disable" or "remove" => Native.Of(member, (m, _) => Switch(m, isOn: false)),
        "enable" => Native.Of(member, (m, _) => Switch(m, isOn: true)),
        _ => null,
    };

    private UnknownValue Switch(Machine machine, bool isOn)
    {
        if (!isOn && machine.Otherwise is { } otherwise)
        {
            // Off at a start with nothing set, and on at another one.
            collector.OfferUnder(name, otherwise);
        }
        else
        {
            collector.Switch(name, isOn, machine.Condition);
        }

        return UnknownValue.Plain;
    }
}
