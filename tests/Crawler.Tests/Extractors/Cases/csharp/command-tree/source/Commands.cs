namespace Trees;

public interface ICommand
{
    string Name { get; }

    string Description { get; }
}

[AttributeUsage(AttributeTargets.Class)]
public sealed class MetadataAttribute : Attribute
{
    public string Name { get; init; }

    public string Description { get; init; }

    public bool Destructive { get; init; } = true;

    public bool ReadOnly { get; init; }

    public Metadata ToMetadata() => new() { Destructive = Destructive, ReadOnly = ReadOnly };
}

public abstract class BaseCommand<TOptions> : ICommand
{
    private readonly Command _command;

    protected BaseCommand()
    {
        var attribute = GetType().GetCustomAttribute<MetadataAttribute>() ?? throw new InvalidOperationException("none");
        Name = attribute.Name;
        Description = attribute.Description;
        Metadata = attribute.ToMetadata();
        _command = new Command(Name, Description);
        RegisterOptions(_command);
        OptionBinder.RegisterOptions<TOptions>(_command);
    }

    public string Name { get; }

    public string Description { get; }

    public Metadata Metadata { get; }

    protected virtual void RegisterOptions(Command command) => command.Options.Add(Shared.Farm);
}

public static class Shared
{
    public static readonly Option<string> Farm = new("--farm") { Description = "Which farm.", Required = false };

    public static Option<T> AsRequired<T>(this Option<T> option) => new Option<T>(option.Name) { Description = option.Description, Required = true };
}

[Metadata(Name = "pick", Description = "Picks apples.", Destructive = false)]
public sealed class PickCommand(ILogger<PickCommand> logger) : BaseCommand<NoOptions>
{
    protected override void RegisterOptions(Command command)
    {
        base.RegisterOptions(command);
        command.Options.Add(Basket.AsRequired());
    }

    private static readonly Option<int> Basket = new("--basket-number") { Description = "The basket." };
}

public class NoOptions
{
}

[Metadata(Name = "count", Description = "Counts fruit.", ReadOnly = true)]
public sealed class CountCommand : BaseCommand<CountOptions>
{
}

public class CountOptions
{
    [Option(Description = "The kind.")]
    public required string FruitKind { get; set; }

    [OptionContainer(Prefix = "retry")]
    public RetryOptions? Retry { get; set; }
}

public class RetryOptions
{
    [Option(Name = "most", Description = "How often.")]
    public int? Times { get; set; }
}

[HiddenCommand]
[Metadata(Name = "secret", Description = "Not listed.")]
public sealed class SecretCommand : BaseCommand<NoOptions>
{
}
