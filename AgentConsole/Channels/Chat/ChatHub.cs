using System.Text.Json;
using AgentConsole.Channels.Chat.Before;
using AgentConsole.Common;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;

namespace AgentConsole.Channels.Chat;

/// <summary>
/// The visitors' hub, as docs/chat-protocol.md says it. It translates and calls; it decides nothing. Visitors have no account:
/// what a connection may reach is said by the visitor token of its greeting.
/// </summary>
[AllowAnonymous]
internal sealed class ChatHub(ChatGreeter greeter, ChatDoor door, PastConversations past, ChatRooms rooms, TimeProvider time) : Hub
{
    private ChatSession Session => (ChatSession)Context.Items[nameof(ChatSession)]!;

    public override Task OnConnectedAsync()
    {
        var http = Context.GetHttpContext()!;
        var session = new ChatSession(Context, NetworkAddress.Key(http.Connection.RemoteIpAddress), OriginGate.Foreign(http.Request)) { Since = time.GetTimestamp() };
        Context.Items[nameof(ChatSession)] = session;
        session.IsOverLimit = !rooms.Connected(session);
        return Task.CompletedTask;
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        rooms.Disconnected(Session);
        return Task.CompletedTask;
    }

    public async Task<object> Hello(JsonElement request) =>
        await AnswerAsync(ChatRequests.Hello(request), hello => greeter.HelloAsync(Session, hello, Context.ConnectionAborted));

    public async Task<object> Send(JsonElement request) =>
        await GreetedAsync(ChatRequests.Send(request), (room, send) => door.SendAsync(Session, room, send, CancellationToken.None));

    public async Task<object> Seen(JsonElement upTo) =>
        await GreetedAsync(ChatRequests.Sequence(upTo), (room, seq) => door.SeenAsync(Session, room, seq, Context.ConnectionAborted));

    public async Task<object> Before(JsonElement seq) =>
        await GreetedAsync(ChatRequests.Sequence(seq), (room, before) => door.BeforeAsync(room, before, Context.ConnectionAborted));

    public async Task<object> Typing(JsonElement on) =>
        await GreetedAsync(ChatRequests.Typing(on), (room, typing) => door.TypingAsync(Session, room, typing, Context.ConnectionAborted));

    public async Task<object> Judge(JsonElement solved) =>
        await GreetedAsync(ChatRequests.Flag(solved), (room, isSolved) => door.JudgeAsync(room, isSolved, CancellationToken.None));

    public async Task<object> Rate(JsonElement request) =>
        await GreetedAsync(ChatRequests.Rate(request), (room, rating) => door.RateAsync(room, rating, CancellationToken.None));

    public async Task<object> Conversations() =>
        await GreetedAsync<bool, PastReply>(true, (room, _) => past.ListAsync(room, Context.ConnectionAborted));

    public async Task<object> Conversation(JsonElement request) =>
        await GreetedAsync(ChatRequests.Past(request), (room, which) => past.ReadAsync(room, which, Context.ConnectionAborted));

    private Task<object> GreetedAsync<TRequest, TReply>(Outcome<TRequest> request, Func<ChatRoom, TRequest, Task<Outcome<TReply>>> work) where TReply : class =>
        AnswerAsync(request, value => Session.Room is { } room ? work(room, value) : Task.FromResult<Outcome<TReply>>(new Refusal("chat.hello_first")));

    private async Task<object> AnswerAsync<TRequest, TReply>(Outcome<TRequest> request, Func<TRequest, Task<Outcome<TReply>>> work) where TReply : class
    {
        if (!request.Succeeded) return ChatErrors.Reply(request.Refusal, Session.Language);
        var outcome = await work(request.Value);
        return outcome.Succeeded ? outcome.Value : ChatErrors.Reply(outcome.Refusal, Session.Language);
    }
}
