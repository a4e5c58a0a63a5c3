using ModelContextProtocol.Protocol;

namespace Trees;

internal static class Program
{
    private static void Main(string[] args)
    {
        var services = new ServiceCollection();
        IArea[] areas = [new FruitArea()];
        if (Options.Mode == Modes.All)
        {
            services.AddSingleton<IListing, CommandListing>();
        }

        services.AddMcpServer();
    }
}

public interface IArea
{
    Group Build(IServiceProvider services);
}

public class FruitArea : IArea
{
    private const string Area = "fruit";

    public Group Build(IServiceProvider services)
    {
        var fruit = new Group(Area, "Fruit.");
        var apples = new Group("apple", "Apples.");
        fruit.AddGroup(apples);
        apples.AddCommand<PickCommand>(services);
        fruit.AddCommand<CountCommand>(services);
        fruit.AddCommand<SecretCommand>(services);
        return fruit;
    }
}

public class Group(string name, string description)
{
    public string Name { get; } = name;

    public string Description { get; } = description;

    public List<Group> Groups { get; } = [];

    public Dictionary<string, ICommand> Commands { get; } = [];

    public void AddGroup(Group group) => Groups.Add(group);

    public void AddCommand<T>(IServiceProvider services) where T : ICommand => AddCommand(services.GetRequiredService<T>());

    public void AddCommand(ICommand command) => Commands[command.Name] = command;
}

public class CommandListing(IReadOnlyDictionary<string, ICommand> commands) : IListing
{
    private static Tool Of(string name, ICommand command) => new Tool { Name = name, Description = command.Description };
}
