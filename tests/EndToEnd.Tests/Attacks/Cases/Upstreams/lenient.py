"""An MCP server of nothing but the standard library that is as lenient as servers in the wild are, and writes down what it executes.

Arguments: journal, port. Without a port it reads lines of standard input.
What it takes, and a strict one would not: members named twice (the last holds), NaN, half surrogates, other encodings, batches, calls without an id,
compressed bodies, calls named by headers, states of calls that it asked input for from whoever brings them and as often as they come, sessions named by the query or by a header that an underscore spells otherwise, another method by a header, an argument
by a header, tasks of whoever began them, addresses of files in any spelling, prompts in any case.
"""
import gzip
import itertools
import json
import os
import posixpath
import re
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

NAMES = ['safe', 'danger', 'hidden', 'guarded', 'capped', 'asked', 'slow', 'drip', 'big', 'flood', 'needs', 'needs-changed', 'needs-twice', 'needs-race', 'needs-asked', 'begins']
journal = sys.argv[1]
lock = threading.Lock()
sessions = {}
# Requests come at once and sessions end: how many there are would name two alike.
numbers = itertools.count(1)
states = {}
tasks = {}


def run(name, arguments, client):
    line = {'tool': name, 'arguments': arguments if isinstance(arguments, dict) else {'?': arguments}, 'client': client}
    # What only this reader takes is written so that every reader can read it.
    plain = json.dumps(json.loads(json.dumps(line), parse_constant=str), ensure_ascii=False)
    with lock, open(journal, 'ab') as out:
        out.write(plain.encode('utf-8', 'replace') + b'\n')
    return {'content': [{'type': 'text', 'text': 'ran ' + name}]}


def place(uri):
    # As careless servers find the file of an address.
    path = re.sub(r'^[A-Za-z]+:(//[^/]*)?', '', unquote(unquote(str(uri))).replace('\\', '/').strip(' \t\r\n\0'))
    return posixpath.normpath(re.sub('/+', '/', '/' + re.split('[?#;]', path)[0]))


def use(method, params):
    """What else a server offers: each is written down as though it were a tool."""
    by = {'by': params.get('by')}
    reference = params.get('ref') if isinstance(params.get('ref'), dict) else {}
    uri = params.get('uri') or params.get('Uri') or reference.get('uri') or reference.get('URI')
    named = params if method == 'prompts/get' else reference
    name = named.get('name') or named.get('Name')
    addresses = uri if isinstance(uri, list) else [uri]
    if isinstance(params.get('notifications'), dict):
        addresses = params['notifications'].get('resourceSubscriptions') or params['notifications'].get('ResourceSubscriptions') or []
    for address in addresses:
        if address is not None and method != 'prompts/get':
            run('read', dict(by, path=place(address)), None)
    if name is not None and method in ('prompts/get', 'completion/complete'):
        run('prompt', dict(by, name=str(name).strip().casefold()), None)


def answer(message, session, headers):
    if isinstance(message, list):
        return [a for a in (answer(one, session, headers) for one in message) if a is not None]
    if not isinstance(message, dict):
        return {'jsonrpc': '2.0', 'id': None, 'error': {'code': -32600, 'message': 'no message'}}
    method, params, id = message.get('method'), message.get('params') or {}, message.get('id')
    if headers.get('MCP_METHOD'):
        method = headers['MCP_METHOD']
    if isinstance(params, list):
        params = dict(zip(('name', 'arguments'), params))
    if method == 'initialize':
        client = params.get('clientInfo', {}).get('name')
        sessions[session] = client
        result = {'protocolVersion': '2025-11-25', 'capabilities': {'tools': {}}, 'serverInfo': {'name': 'lenient', 'version': '1'}}
    elif method == 'tools/list':
        result = {'tools': [{'name': name, 'inputSchema': {'type': 'object'}} for name in NAMES]}
    elif method == 'tools/call':
        name = headers.get('MCP_NAME') or params.get('name')
        if name not in NAMES:
            return {'jsonrpc': '2.0', 'id': id, 'error': {'code': -32602, 'message': 'no such tool'}}
        arguments = params.get('arguments') or {}
        if headers.get('MCP_PARAM_PATH') and isinstance(arguments, dict):
            arguments = dict(arguments, path=headers['MCP_PARAM_PATH'])
        if params.get('requestState') in states:
            # What was begun goes on, whatever is called.
            name, begun = states[params['requestState']]
            result = run(name, dict(begun, resumedBy=arguments.get('by')), None)
        elif name.startswith('needs'):
            with lock:
                state = 'state-%d-%d' % (os.getpid(), len(states) + 1)
                states[state] = (name, arguments)
            asks = {'method': 'elicitation/create', 'params': {'message': 'Who?', 'requestedSchema': {'type': 'object', 'properties': {}}}}
            result = {'resultType': 'input_required', 'inputRequests': {'who': asks}, 'requestState': state}
        elif name == 'begins':
            # Ids that anybody can guess, as careless servers give them.
            task = 'task-of-%s' % arguments.get('by')
            tasks[task] = arguments
            result = {'task': {'taskId': task, 'status': 'working'}}
        else:
            result = run(name, arguments, sessions.get(session))
            if name == 'slow':
                time.sleep(2)
            elif name == 'big':
                result['content'][0]['text'] = 'b' * (12 << 20)
    elif method in ('tasks/result', 'tasks/cancel', 'tasks/get') and params.get('taskId') in tasks:
        result = run('begins', dict(tasks[params['taskId']], resumedBy=params.get('by')), None)
    elif method == 'tasks/list':
        result = {'tasks': [{'taskId': task, 'status': 'working'} for task in tasks]}
    elif method in ('resources/read', 'resources/subscribe', 'prompts/get', 'completion/complete', 'subscriptions/listen'):
        use(method, params)
        result = {}
    elif method is None or method.startswith('notifications/'):
        return None
    else:
        result = {}
    return {'jsonrpc': '2.0', 'id': id, 'result': result}


class Endpoint(BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'
    disable_nagle_algorithm = True
    wbufsize = -1

    def log_message(self, *_):
        pass

    def do_GET(self):
        self.reply(405, b'')

    def do_DELETE(self):
        sessions.pop(self.fields().get('MCP_SESSION_ID'), None)
        self.reply(200, b'')

    def do_POST(self):
        body = self.body()
        fields = self.fields()
        if fields.get('CONTENT_ENCODING') == 'gzip':
            body = gzip.decompress(body)
        session = fields.get('MCP_SESSION_ID') or parse_qs(urlsplit(self.path).query).get('session', [None])[0]
        if fields.get('X_HTTP_METHOD_OVERRIDE') == 'DELETE':
            sessions.pop(session, None)
            return self.reply(200, b'')
        try:
            message = json.loads(body)
        except ValueError:
            return self.reply(400, b'{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"no JSON"}}')
        opened = None
        if isinstance(message, dict) and message.get('method') == 'initialize':
            with lock:
                # Ids in a row, as careless servers give them.
                opened = session = 'session-%d' % next(numbers)
                sessions[session] = None
        elif session is not None and session not in sessions:
            return self.reply(404, b'{"jsonrpc":"2.0","id":null,"error":{"code":-32001,"message":"Session not found"}}')
        told = answer(message, session, fields)
        if isinstance(message, dict) and isinstance(message.get('params'), dict) and message['params'].get('name') == 'drip':
            return self.drip((message['params'].get('arguments') or {}).get('how', 'head'))
        if isinstance(message, dict) and isinstance(message.get('params'), dict) and message['params'].get('name') == 'flood':
            return self.flood(told)
        self.reply(202 if told is None else 200, b'' if told is None else json.dumps(told).encode(), opened)

    def fields(self):
        # As a gateway of CGI or WSGI names them: what differs by an underscore is the same, and the last one holds.
        return {name.upper().replace('-', '_'): value for name, value in self.headers.items()}

    def body(self):
        if 'chunked' in self.headers.get('Transfer-Encoding', ''):
            parts = []
            while size := int(self.rfile.readline().split(b';')[0], 16):
                parts.append(self.rfile.read(size))
                self.rfile.readline()
            while self.rfile.readline().strip():
                pass
            return b''.join(parts)
        return self.rfile.read(int(self.headers.get('Content-Length', 0)))

    def drip(self, how):
        head = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n'
        pieces = {
            'head': ['HTTP/1.1 200 OK\r\n'] + ['x-%d: y\r\n' % i for i in range(200)],
            'body': [head + 'Content-Length: 300\r\n\r\n{'] + [' '] * 299,
            'chunks': [head + 'Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n'] + ['1\r\n \r\n'] * 299,
            'stall': [head + 'Content-Length: 300\r\n\r\n{'] + [''] * 299,
        }[how]
        try:
            for piece in pieces:
                self.wfile.write(piece.encode())
                self.wfile.flush()
                time.sleep(0.1)
        except OSError:
            pass
        self.close_connection = True

    def flood(self, told):
        try:
            self.wfile.write(b'HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n')
            event = json.dumps({'jsonrpc': '2.0', 'method': 'notifications/message', 'params': {'level': 'info', 'data': 'f' * (1 << 20)}})
            for data in [event] * 24 + [json.dumps(told)]:
                self.wfile.write(b'data: ' + data.encode() + b'\n\n')
                self.wfile.flush()
        except OSError:
            pass
        self.close_connection = True

    def reply(self, status, body, session=None):
        self.send_response(status)
        self.send_header('Content-Length', str(len(body)))
        if body:
            self.send_header('Content-Type', 'application/json')
        if session:
            self.send_header('Mcp-Session-Id', session)
        self.end_headers()
        self.wfile.write(body)


def lines():
    text = ''
    for block in sys.stdin:
        text += block
        # As `splitlines` has it: far more than LF ends a line.
        for line in text.splitlines():
            try:
                told = answer(json.loads(line), None, {})
            except ValueError:
                continue
            if told is not None:
                print(json.dumps(told), flush=True)
        text = ''


if len(sys.argv) > 2:
    ThreadingHTTPServer.allow_reuse_address = True
    ThreadingHTTPServer(('127.0.0.1', int(sys.argv[2])), Endpoint).serve_forever()
else:
    sys.stdin.reconfigure(encoding='utf-8', errors='surrogateescape')
    lines()
